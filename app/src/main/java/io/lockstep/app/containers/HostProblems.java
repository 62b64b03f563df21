package io.lockstep.app.containers;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;

/// What every kind of container host can run into, named alike by all of them.
public final class HostProblems {
    private static final String NO_INSIDE = "containers.noInside";

    private HostProblems() {}

    public static ProblemException imageMissing(String reference) {
        return problem(
                "containers.imageMissing",
                "The image " + reference + " is not on this host.",
                "No container was created.",
                "Load or pull the image, then try again.");
    }

    public static ProblemException missing(String container) {
        return problem(
                "containers.missing",
                "There is no container " + container + " on this host.",
                "Nothing was changed.",
                "Read the host again; somebody else may have removed it.");
    }

    /// Whether nothing can ever be run in there, however often one asks.
    public static boolean isNoInside(Problem problem) {
        return problem.code().equals(NO_INSIDE);
    }

    public static ProblemException noInside(String container) {
        return problem(
                NO_INSIDE,
                "No program can be run inside " + container + ", it is a plain process.",
                "Nothing was changed.",
                "Run it on this machine.");
    }

    static ProblemException noBuilds() {
        return problem(
                "containers.noBuilds",
                "This host keeps no build cache.",
                "Nothing was changed.",
                "Leave it out of the clean-up.");
    }

    public static ProblemException nameTaken(String name, String holder) {
        return problem(
                "containers.nameTaken",
                "The name " + name + " is taken by " + holder + ".",
                "It was left untouched and nothing was created.",
                "Rename or remove it if it is not needed, then try again.");
    }

    public static ProblemException portTaken(String port, String holder, boolean removed) {
        return problem(
                "containers.portTaken",
                "Port " + port + " is held by " + holder + ".",
                removed
                        ? "The container that needed it was never started and is removed again."
                        : "The container that needs it stays as it was, stopped.",
                "Free that port or choose another one, then try again.");
    }

    public static ProblemException networkMissing(String network) {
        return problem(
                "containers.networkMissing",
                "The network " + network + " does not exist.",
                "Nothing was changed.",
                "Create the network first, then try again.");
    }

    public static ProblemException volumeMissing(String volume) {
        return problem(
                "containers.volumeMissing",
                "The volume " + volume + " does not exist.",
                "No container was created.",
                "Create the volume first, then try again.");
    }

    public static ProblemException running(String container) {
        return problem(
                "containers.running",
                "The container " + container + " still runs.",
                "It was not removed.",
                "Stop it first.");
    }

    public static ProblemException imageInUse(String image, String holder) {
        return problem(
                "containers.imageInUse",
                "The image " + image + " is used by the container " + holder + ".",
                "The image and all its tags are kept.",
                "Remove that container first if it is not needed.");
    }

    public static ProblemException notOurs(String kind, String name) {
        return problem(
                "containers.notOurs",
                "The " + kind + " " + name + " carries no label of Lockstep.",
                "It was left untouched.",
                "Remove it yourself if it is not needed.");
    }

    public static ProblemException inUse(String kind, String name, String detail) {
        return problem(
                "containers.inUse",
                "The " + kind + " " + name + " is in use: " + detail + ".",
                "It is kept.",
                "Remove what uses it first.");
    }

    public static ProblemException startFailed(String container, String detail) {
        return problem(
                "containers.startFailed",
                "The container " + container + " could not be started: " + detail + ".",
                "It stays stopped; every other container is untouched.",
                "Look at its image and command, then try again.");
    }

    public static ProblemException archiveUnusable(String archive, String detail) {
        return problem(
                "containers.archiveUnusable",
                "The image archive " + archive + " cannot be used: " + detail + ".",
                "No image was added.",
                "Build or save the archive again.");
    }

    public static ProblemException problem(String code, String what, String stands, String remedy) {
        return new ProblemException(new Problem(code, what, stands, remedy));
    }
}
