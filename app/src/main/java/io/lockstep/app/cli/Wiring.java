package io.lockstep.app.cli;

import io.lockstep.app.session.Parts;
import io.lockstep.app.settings.Settings;
import io.lockstep.app.upgrade.act.FrontSpec;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;

/// Names the real parts the program is made of.
final class Wiring {
    private static final String ENGINE_NAME = "lockstep-engine";
    private static final String ENGINE_IMAGE = "lockstep/engine:0.1.0";

    private Wiring() {}

    static Parts parts() {
        return new Parts(
                _ -> {
                    throw absent("Docker");
                },
                _ -> {
                    throw absent("the engine's socket");
                },
                _ -> {
                    throw absent("the engine's control channel");
                },
                Wiring::front);
    }

    static Window window() {
        return _ -> {
            throw absent("the window");
        };
    }

    private static FrontSpec front(Settings settings) {
        return FrontSpec.of(settings.engine().container().orElse(ENGINE_NAME), ENGINE_IMAGE);
    }

    private static ProblemException absent(String part) {
        return new ProblemException(
                new Problem(
                        "program.partAbsent",
                        "This program was built without %s.".formatted(part),
                        "Everything else works.",
                        "Use a complete build."));
    }
}
