package io.lockstep.app.containers.docker;

import io.lockstep.app.containers.HostProblems;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.problem.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/// What only a Docker engine can run into.
final class DockerProblems {
    private static final String UNTOUCHED = "Nothing was changed.";

    private DockerProblems() {}

    static ProblemException notRunning(String address) {
        return HostProblems.problem(
                "docker.notRunning",
                "No Docker engine answers at " + address + ".",
                UNTOUCHED,
                "Start it (systemctl start docker) or name another one with --docker.");
    }

    static ProblemException noPermission(String address) {
        return HostProblems.problem(
                "docker.noPermission",
                "This user may not use the Docker socket " + address + ".",
                UNTOUCHED,
                "Add the user to the group docker (usermod -aG docker USER) and log in again.");
    }

    static ProblemException unreachable(String address, String detail) {
        return HostProblems.problem(
                "docker.unreachable",
                "The Docker engine at " + address + " cannot be reached: " + detail + ".",
                "What it runs goes on running.",
                "Check the address, the network and that the engine runs.");
    }

    static ProblemException addressUnusable(String address) {
        return HostProblems.problem(
                "docker.addressUnusable",
                "The Docker address " + address + " cannot be used.",
                UNTOUCHED,
                "Use unix:///path/to/docker.sock, ssh://USER@HOST, tcp://HOST:PORT?tls=FOLDER or"
                        + " context:NAME.");
    }

    static ProblemException plainText(String host) {
        return HostProblems.problem(
                "docker.plainText",
                "Nothing guards the Docker port of " + host + ": who reaches it rules that host.",
                "No connection was made.",
                "Use ssh://USER@HOST or tcp://HOST:PORT?tls=FOLDER; tcp://HOST:PORT?plain=accepted"
                        + " does it nevertheless.");
    }

    static ProblemException certificateMissing(Path file) {
        return HostProblems.problem(
                "docker.certificateMissing",
                "The certificate file " + file + " cannot be read.",
                "No connection was made.",
                "Put ca.pem, cert.pem and key.pem of that Docker host into this folder.");
    }

    static ProblemException notTrusted(String address, String detail) {
        return HostProblems.problem(
                "docker.notTrusted",
                "The Docker engine at "
                        + address
                        + " and this user do not trust each other: "
                        + detail
                        + ".",
                "Nothing was asked or changed.",
                "Check that both certificates come from the same authority, name this host and are"
                        + " still valid.");
    }

    static ProblemException contextMissing(String name, Path folder) {
        return HostProblems.problem(
                "docker.contextMissing",
                "There is no Docker context " + name + " in " + folder + ".",
                UNTOUCHED,
                "See docker context ls for the names there are.");
    }

    static ProblemException contextUnchecked(String name) {
        return HostProblems.problem(
                "docker.contextUnchecked",
                "The Docker context " + name + " skips the check of the host's certificate.",
                "No connection was made.",
                "Give the context the host's ca.pem (docker context update).");
    }

    static ProblemException configUnreadable(Path file, IOException e) {
        return HostProblems.problem(
                "docker.configUnreadable",
                "The Docker settings " + file + " cannot be read: " + Reason.of(e) + ".",
                UNTOUCHED,
                "Correct the file, or name the engine with --docker.");
    }

    static ProblemException hangs(String address, Duration waited) {
        return HostProblems.problem(
                "docker.hangs",
                "The Docker engine at "
                        + address
                        + " gave no answer within "
                        + waited.toSeconds()
                        + " s.",
                "What it runs goes on running; other hosts are not held up.",
                "Look at that host (systemctl status docker); it is asked again.");
    }

    static ProblemException busy(String address, int calls) {
        return HostProblems.problem(
                "docker.busy",
                "Already " + calls + " calls wait for the Docker engine at " + address + ".",
                "No further one was sent.",
                "Look at that host; it answers too slowly.");
    }

    static ProblemException tooOld(String version) {
        return HostProblems.problem(
                "docker.tooOld",
                "The Docker engine speaks API "
                        + version
                        + ", older than "
                        + ApiVersion.OLDEST
                        + ".",
                UNTOUCHED,
                "Upgrade the Docker engine of that host.");
    }

    static ProblemException tooNew(String message) {
        return HostProblems.problem(
                "docker.tooNew",
                "The Docker engine no longer speaks API "
                        + ApiVersion.NEWEST
                        + ": "
                        + message
                        + ".",
                UNTOUCHED,
                "Upgrade Lockstep.");
    }

    static ProblemException noGpuRuntime(String container) {
        return HostProblems.problem(
                "docker.noGpuRuntime",
                "This host cannot hand a GPU to the container " + container + ".",
                "The container stays stopped; every other one is untouched.",
                "Install the NVIDIA container toolkit, restart the Docker engine, try again.");
    }

    static ProblemException networkAmbiguous(String name, int matches) {
        return HostProblems.problem(
                "docker.networkAmbiguous",
                "There are " + matches + " networks called " + name + ".",
                UNTOUCHED,
                "Remove the one that nothing is connected to (docker network ls, rm by id).");
    }

    static ProblemException rateLimited(String reference, String detail) {
        return pull(
                "docker.pullRateLimited",
                "The registry limits pulls of " + reference + ": " + detail + ".",
                "Wait, or log in at the registry, then try again.");
    }

    static ProblemException diskFull(String reference) {
        return pull(
                "docker.diskFull",
                "The disk is too full for the image " + reference + ".",
                "Free space on the host's Docker disk, then try again.");
    }

    static ProblemException corrupted(String reference, String detail) {
        return pull(
                "docker.imageCorrupted",
                "A layer of " + reference + " is not what its digest says: " + detail + ".",
                "Ask who runs the registry; do not start this image by its tag.");
    }

    static ProblemException loginRefused(String reference, String detail) {
        return pull(
                "docker.loginRefused",
                "The registry lets nobody pull %s without the right login: %s."
                        .formatted(reference, detail),
                "Run docker login for that registry, then try again.");
    }

    static ProblemException pullCancelled(String reference) {
        return pull(
                "docker.pullCancelled",
                "The pull of %s was cancelled.".formatted(reference),
                "Begin again whenever you like.");
    }

    static ProblemException otherContent(String reference, String id) {
        return pull(
                "docker.otherContent",
                "What was pulled for %s is %s, which its manifest does not name."
                        .formatted(reference, id),
                "It was removed again; ask who runs the registry.");
    }

    static ProblemException unknownImage(String reference, String detail) {
        return pull(
                "docker.imageUnknown",
                "The registry does not know " + reference + ": " + detail + ".",
                "Check the reference and whether the registry wants a login.");
    }

    static ProblemException pullFailed(String reference, String detail) {
        return pull(
                "docker.pullFailed",
                "The image " + reference + " was not pulled: " + detail + ".",
                "Check the registry and the network, then try again.");
    }

    static ProblemException refused(String what, Answer answer) {
        return HostProblems.problem(
                "docker.refused",
                "The Docker engine refused to " + what + ": " + answer.message() + ".",
                "What it did before still stands.",
                "Read the message; it is the engine's own (status " + answer.status() + ").");
    }

    private static ProblemException pull(String code, String what, String remedy) {
        return HostProblems.problem(
                code, what, "No image was added; what runs goes on running.", remedy);
    }
}
