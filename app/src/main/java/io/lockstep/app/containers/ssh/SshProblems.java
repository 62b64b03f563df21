package io.lockstep.app.containers.ssh;

import io.lockstep.app.containers.HostProblems;
import io.lockstep.chain.problem.ProblemException;
import java.nio.file.Path;

/// What can be wrong between here and an engine behind SSH.
final class SshProblems {
    private static final String RUNS_ON = "What that host runs goes on running.";

    private SshProblems() {}

    static ProblemException unknownKey(SshAddress address, String fingerprint) {
        return HostProblems.problem(
                "ssh.hostKeyUnknown",
                "The SSH host key of "
                        + address.place()
                        + " ("
                        + fingerprint
                        + ") is not in "
                        + address.knownHosts()
                        + ".",
                "No login was tried.",
                "Compare the fingerprint on that host, then connect once with ssh to record it.");
    }

    static ProblemException changedKey(SshAddress address, String fingerprint) {
        return HostProblems.problem(
                "ssh.hostKeyChanged",
                "The SSH host key of "
                        + address.place()
                        + " is now "
                        + fingerprint
                        + ", another one than "
                        + address.knownHosts()
                        + " says: the host was set up anew, or somebody stands in between.",
                "No login was tried.",
                "Ask who runs the host; if the new key is right, remove the old one with ssh-keygen -R.");
    }

    static ProblemException revokedKey(SshAddress address, String fingerprint) {
        return HostProblems.problem(
                "ssh.hostKeyRevoked",
                "The SSH host key of "
                        + address.place()
                        + " ("
                        + fingerprint
                        + ") is revoked in "
                        + address.knownHosts()
                        + ".",
                "No login was tried.",
                "Give the host a new key and record that one.");
    }

    static ProblemException loginRefused(SshAddress address) {
        return HostProblems.problem(
                "ssh.loginRefused",
                "The SSH server of "
                        + address.place()
                        + " accepts none of the keys offered"
                        + address.key()
                                .map(key -> " (" + key + ")")
                                .orElse(" (agent and the usual files)")
                        + ".",
                RUNS_ON,
                "Add your public key to authorized_keys there, or name the key with ?key=FILE.");
    }

    static ProblemException keyUnusable(Path key, String detail) {
        return HostProblems.problem(
                "ssh.keyUnusable",
                "The SSH key " + key + " cannot be used: " + detail + ".",
                "Nothing was changed.",
                "Name a private key file of yours; one with a passphrase belongs into the agent.");
    }

    static ProblemException unreachable(SshAddress address, String detail) {
        return HostProblems.problem(
                "ssh.unreachable",
                "The SSH server of " + address.place() + " cannot be reached: " + detail + ".",
                RUNS_ON,
                "Check the address, the network and that sshd runs there.");
    }

    static ProblemException noSocket(SshAddress address, String detail) {
        return HostProblems.problem(
                "ssh.noSocket",
                "The login at "
                        + address.place()
                        + " works, but the Docker socket "
                        + address.socket()
                        + " cannot be opened there: "
                        + detail
                        + ".",
                RUNS_ON,
                "Check that Docker runs there, that this user is in the group docker and that sshd"
                        + " allows forwarding (AllowStreamLocalForwarding).");
    }
}
