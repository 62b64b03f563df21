package io.lockstep.app.rehearsal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The command line of a rehearsal in a test's own folder.
final class Rehearse {
    private Rehearse() {}

    static Lockstep in(Path home, Path report, String... options) {
        var arguments = new ArrayList<>(List.of("rehearse", "--no-window"));
        arguments.addAll(List.of("--home", home.toString(), "--json", report.toString()));
        arguments.addAll(List.of(options));
        return Lockstep.start(arguments.toArray(String[]::new));
    }

    static Lockstep strike(Path home) {
        return Lockstep.start("rehearse", "--strike", "--home", home.toString());
    }
}
