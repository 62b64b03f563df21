package io.lockstep.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.lockstep.app.nodes.NodesView;
import io.lockstep.app.session.Parts;
import io.lockstep.app.session.Session;
import io.lockstep.app.snapshot.Reading;
import io.lockstep.chain.problem.Printable;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Looks once at the API node and the MLNodes and says what it saw.
@Command(
        name = "nodes",
        description = "Look at the API node and the MLNodes once, or change a registered node.",
        footer = {
            "",
            "Examples:",
            "  lockstep nodes --dapi http://127.0.0.1:9200",
            "  lockstep nodes --json",
            "  lockstep nodes move node1 --host lockstep-engine",
            "",
            "Ends with 0 when the API node answers, with 69 when not."
        })
final class NodesCommand implements Callable<Integer> {
    private static final Duration DEADLINE = Duration.ofSeconds(6);
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Parts parts;
    private final Terminal terminal;

    @Mixin private final Addresses addresses = new Addresses();

    @Option(names = "--json", description = "as JSON, for programs; unknown is null")
    private boolean json;

    NodesCommand(Parts parts, Terminal terminal) {
        this.parts = parts;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (var look = Session.look(addresses.settings(), parts, Clock.systemUTC())) {
            var nodes = known(look.once(DEADLINE).nodes());
            if (json) {
                terminal.say(text(nodes));
            } else {
                NodesText.of(nodes).forEach(terminal::say);
            }
            nodes.apiProblem()
                    .ifPresent(problem -> terminal.complain(Printable.line(problem.sentence())));
            return nodes.apiProblem().isEmpty() ? ExitCode.FINE : ExitCode.MISSING;
        }
    }

    private static NodesView known(Reading<NodesView> reading) {
        return reading.live()
                .orElseThrow(() ->
                        new ProblemException(
                                reading.trouble()
                                        .orElseGet(() ->
                                                new Problem(
                                                        "observe.silent",
                                                        "The API node did not answer in time.",
                                                        "Nothing was changed.",
                                                        "Ask again, or look at it by hand."))));
    }

    private static String text(NodesView nodes) {
        try {
            return JSON.writeValueAsString(RecordJson.of(nodes));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always JSON", e);
        }
    }
}
