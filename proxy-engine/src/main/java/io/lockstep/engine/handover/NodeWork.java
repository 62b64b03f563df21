package io.lockstep.engine.handover;

import io.lockstep.engine.cutover.ArmedCutover.Model;
import io.lockstep.engine.mlnode.MlNodeClient;
import io.lockstep.engine.mlnode.Reply;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// Brings one MLNode where it should be and waits until it is there. Each round asks the node
/// first, so that work which somebody already did, or a killed engine began, is not done again.
///
/// @param tell hears what stands in the way, once for each new reason
record NodeWork(Timing timing, Consumer<String> tell) {
    private static final String STOPPED = "STOPPED";
    private static final String INFERENCE = "INFERENCE";

    /// Empty once the node says that it is stopped, otherwise what it said last.
    Optional<Reply<String>> stop(MlNodeClient node) throws InterruptedException {
        var deadline = Deadline.in(timing.stop());
        var gone = Deadline.in(timing.gone());
        while (true) {
            var state = node.state();
            if (state.said().filter(STOPPED::equals).isPresent()) {
                return Optional.empty();
            }
            var unreachable = state instanceof Reply.Unreachable;
            if (deadline.passed() || (unreachable && gone.passed())) {
                return Optional.of(state);
            }
            if (!unreachable) {
                gone = Deadline.in(timing.gone());
            }
            if (state instanceof Reply.Is && !accepted(node.stop(deadline.left()))) {
                deadline.pause(timing.retry());
            }
            deadline.pause(timing.pause());
        }
    }

    /// Empty once the model answers, otherwise why it does not.
    Optional<String> bringUp(MlNodeClient node, Model model, Duration limit)
            throws InterruptedException {
        var deadline = Deadline.in(limit);
        while (true) {
            var state = node.state();
            var ready = node.ready();
            if (state.said().filter(INFERENCE::equals).isPresent() && ready instanceof Reply.Is) {
                return Optional.empty();
            }
            if (deadline.passed()) {
                return Optional.of(
                        state instanceof Reply.Is<String>(var text)
                                ? "in state %s, %s".formatted(text, ready.clause())
                                : state.clause());
            }
            if (state instanceof Reply.Is<String>(var text) && !load(node, text, model, deadline)) {
                deadline.pause(timing.retry());
            }
            deadline.pause(timing.pause());
        }
    }

    /// A node in `INFERENCE` is loading already; asking again would make an old one begin anew.
    private boolean load(MlNodeClient node, String state, Model model, Deadline deadline) {
        return switch (state) {
            case INFERENCE -> true;
            case STOPPED -> accepted(node.bringUp(model, deadline.left()));
            default -> accepted(node.stop(deadline.left()));
        };
    }

    private boolean accepted(Reply<String> reply) {
        if (reply instanceof Reply.Is) {
            return true;
        }
        tell.accept(reply.clause());
        return false;
    }
}
