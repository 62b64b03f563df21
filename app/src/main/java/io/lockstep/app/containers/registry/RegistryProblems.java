package io.lockstep.app.containers.registry;

import io.lockstep.app.containers.HostProblems;
import io.lockstep.chain.problem.ProblemException;
import java.time.Duration;
import java.util.Collection;

/// What can keep an image from being trusted or found.
final class RegistryProblems {
    private static final String UNTOUCHED = "No image was added; what runs goes on running.";

    private RegistryProblems() {}

    static ProblemException badReference(String reference) {
        return problem(
                "usage.reference",
                reference + " is no image reference.",
                "Write it like ghcr.io/product-science/mlnode:3.0.9.");
    }

    static ProblemException notAllowed(RegistryName name, Collection<String> allowed) {
        return problem(
                "image.registryNotAllowed",
                "Images from %s are not allowed here.".formatted(name.host()),
                "Allowed is %s; add the registry to upgrade.registries if you trust it."
                        .formatted(String.join(", ", allowed)));
    }

    static ProblemException unreachable(RegistryName name, String detail) {
        return problem(
                "image.registryUnreachable",
                "The registry %s does not answer: %s.".formatted(name.host(), detail),
                "Check the network, or load the image from a file.");
    }

    static ProblemException failing(RegistryName name, int status) {
        return problem(
                "image.registryFailing",
                "The registry %s answers %d for %s.".formatted(name.host(), status, name.path()),
                "Try again later, or load the image from a file.");
    }

    static ProblemException limited(RegistryName name, Duration wait) {
        return problem(
                "image.rateLimited",
                "The registry %s limits pulls of %s and wants %d s of rest."
                        .formatted(name.host(), name.path(), wait.toSeconds()),
                "Wait, or log in with docker login %s.".formatted(name.host()));
    }

    static ProblemException loginNeeded(RegistryName name) {
        return problem(
                "image.loginNeeded",
                "The registry %s wants a login for %s and the Docker credential store has none."
                        .formatted(name.host(), name.path()),
                "Run docker login %s, then try again.".formatted(name.host()));
    }

    static ProblemException loginRefused(RegistryName name) {
        return problem(
                "image.loginRefused",
                "The registry %s refuses the login stored for it.".formatted(name.host()),
                "Run docker login %s again, with an account that may read %s."
                        .formatted(name.host(), name.path()));
    }

    static ProblemException unknown(RegistryName name, String which) {
        return problem(
                "image.unknown",
                "The registry %s has no %s of %s.".formatted(name.host(), which, name.path()),
                "Check the version, the variant and the image rule in the settings.");
    }

    static ProblemException mismatch(RegistryName name, String wanted, String found) {
        return problem(
                "image.digestMismatch",
                "%s should be %s and is %s.".formatted(name, wanted, found),
                "Ask who runs the registry; do not start this image.");
    }

    static ProblemException unreadable(RegistryName name, String detail) {
        return problem(
                "image.manifestUnreadable",
                "What %s says of %s cannot be read: %s."
                        .formatted(name.host(), name.path(), detail),
                "Ask who runs the registry.");
    }

    static ProblemException noPlatform(RegistryName name, String platform) {
        return problem(
                "image.noPlatform",
                "%s has no image for %s.".formatted(name, platform),
                "Choose another image for this machine.");
    }

    static ProblemException unsigned(RegistryName name, String digest) {
        return problem(
                "image.unsigned",
                "%s@%s carries no cosign signature, and a key is set.".formatted(name, digest),
                "Ask the publisher for it; without upgrade.cosign_key no signature is asked for.");
    }

    static ProblemException badSignature(RegistryName name, String digest) {
        return problem(
                "image.badSignature",
                "No signature of %s@%s is good for the key that is set.".formatted(name, digest),
                "Do not use this image; ask the publisher which key signs it.");
    }

    static ProblemException badKey(String file, String detail) {
        return problem(
                "image.badKey",
                "The cosign key %s cannot be used: %s.".formatted(file, detail),
                "Give an ECDSA P-256 public key as PEM, as cosign writes it.");
    }

    static ProblemException badStore(String detail) {
        return problem(
                "image.credentialStore",
                "The Docker credential store cannot be read: %s.".formatted(detail),
                "Repair it with docker logout and docker login.");
    }

    static ProblemException cancelled(String reference) {
        return problem(
                "image.cancelled",
                "The work on %s was cancelled.".formatted(reference),
                "Begin again whenever you like.");
    }

    static ProblemException noRoom(String reference, long needed, long free) {
        return problem(
                "image.noRoom",
                "%s needs %s on the Docker disk, and %s is free."
                        .formatted(reference, Sizes.text(needed), Sizes.text(free)),
                "Free space there, then try again.");
    }

    private static ProblemException problem(String code, String what, String remedy) {
        return HostProblems.problem(code, what, UNTOUCHED, remedy);
    }
}
