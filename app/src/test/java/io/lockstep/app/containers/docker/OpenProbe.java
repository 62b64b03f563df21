package io.lockstep.app.containers.docker;

import io.lockstep.chain.problem.ProblemException;
import java.util.Optional;

/// Opens the local engine in a process of its own and prints what became of it.
public final class OpenProbe {
    private OpenProbe() {}

    public static void main(String[] args) {
        try (var host = DockerHost.open(Optional.empty())) {
            System.out.println("opened " + host.runtime());
        } catch (ProblemException e) {
            System.out.println(e.problem().code() + " " + e.getMessage());
        }
    }
}
