package io.lockstep.app.rehearsal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What stands on the Docker engine, asked with Docker's own command line and not with our code.
final class OnDocker {
    private OnDocker() {}

    /// Whatever has our name in its name or in one of its labels.
    static Set<String> ofLockstep() {
        var standing = new TreeSet<String>();
        add(standing, "container", "ps", "-a", "--format", "{{.Names}} {{.Image}} {{.Labels}}");
        add(standing, "network", "network", "ls", "--format", "{{.Name}} {{.Labels}}");
        add(standing, "volume", "volume", "ls", "--format", "{{.Name}} {{.Labels}}");
        add(standing, "image", "images", "-a", "--format", "{{.Repository}}:{{.Tag}}");
        docker("images", "-a", "--filter", "label=lockstep.rehearsal", "--format", "{{.ID}}")
                .lines()
                .forEach(id -> standing.add("image " + id));
        return standing;
    }

    /// Runs a command of Docker's and returns what it printed.
    static String docker(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var printed =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + ": " + printed);
            }
            return printed.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while Docker was asked", e);
        }
    }

    private static void add(Set<String> standing, String kind, String... arguments) {
        docker(arguments)
                .lines()
                .filter(line -> line.contains("lockstep"))
                .map(line -> kind + " " + line.split(" ", 2)[0])
                .forEach(standing::add);
    }
}
