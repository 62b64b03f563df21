package io.lockstep.app.cli;

import io.lockstep.app.rehearsal.Rehearsals;
import io.lockstep.app.rehearsal.Scene;
import io.lockstep.app.upgrade.Words;

/// What is going to be played, in one sentence.
final class Scenes {
    private Scenes() {}

    static String sentence(Scene scene, String runtime) {
        return "Rehearsing MLNode %s to %s on a simulated %s network, a block every %d ms, policy %s, %s, scenario %s."
                .formatted(
                        scene.incumbent(),
                        scene.candidate(),
                        scene.generation(),
                        scene.blockTime().toMillis(),
                        Words.of(scene.policy()),
                        runtime.equals(Rehearsals.DOCKER)
                                ? "in real containers"
                                : "in local processes",
                        scene.scenario());
    }
}
