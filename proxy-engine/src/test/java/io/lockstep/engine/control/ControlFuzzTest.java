package io.lockstep.engine.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.change.Changes;
import io.lockstep.engine.change.HealthGate;
import io.lockstep.engine.change.RememberedGenerations;
import io.lockstep.engine.change.UpstreamHealth;
import io.lockstep.engine.route.Disposition;
import io.lockstep.engine.route.Routing;
import io.lockstep.engine.route.RoutingTable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/// Any bytes on the control channel: each line is carried out or answered with a problem, nothing
/// else is thrown, and an answer is not longer than what was asked by more than a little.
class ControlFuzzTest {
    private static final int LITTLE = 4 << 10;

    private static final Problem DONE = new Problem("test.done", "Done.", "All.", "Nothing.");

    @FuzzTest(maxDuration = "5m")
    void isCarriedOutOrAProblem(byte[] bytes) throws IOException {
        var lines = new Lines(new ByteArrayInputStream(bytes));
        var desk = desk();
        for (var line = lines.next(); line.isPresent(); line = lines.next()) {
            var asked = line.get();

            var answer = ControlJson.write(ControlAnswer.of(0, told(desk, asked)));

            assertThat(answer.length).isLessThan(LITTLE + 6 * asked.length);
            assertThat(ControlJson.answer(answer).problem()).isPresent();
        }
    }

    private static Problem told(ControlDesk desk, byte[] line) {
        try {
            var message = ControlJson.parse(line);
            var id = ControlJson.id(message);
            var read = ControlJson.message(message);
            assertThat(ControlJson.message(ControlJson.parse(ControlJson.write(id, read))))
                    .isEqualTo(read);
            return desk.answer(id, read).problem().orElse(DONE);
        } catch (ProblemException e) {
            return e.problem();
        }
    }

    private static ControlDesk desk() {
        var one = URI.create("http://one:8080");
        var table =
                RoutingTable.empty()
                        .withUpstream("v1", one)
                        .withRoute("v1", new Disposition.To("v1"))
                        .withDefault(new Disposition.To("v1"));
        var routing = new Routing(table);
        var armory = new FakeArmory();
        var changes =
                new Changes(
                        routing,
                        new RememberedGenerations(),
                        new HealthGate(ControlFuzzTest::well, Duration.ofSeconds(1)),
                        new CutoverGuard(armory));
        return new ControlDesk(
                routing,
                armory,
                () -> {
                    throw new ProblemException(DONE);
                },
                changes,
                _ -> {},
                () -> {});
    }

    private static UpstreamHealth well(String name, URI url, Duration limit) {
        return new UpstreamHealth(name, url, true, "it answers");
    }
}
