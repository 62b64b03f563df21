package io.lockstep.app.cli;

import io.lockstep.app.session.Parts;
import io.lockstep.app.upgrade.act.FrontSpec;
import io.lockstep.engine.control.EngineClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The acting commands in this process, with standard input and no terminal.
final class ActingProgram {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    int run(String input, String... arguments) {
        var writer = new PrintWriter(out, true);
        var errors = new PrintWriter(err, true);
        var terminal = new Terminal(writer, errors);
        var asking =
                new TerminalAsking(
                        terminal,
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.US_ASCII)),
                        Optional.empty());
        var program = new CommandLineProgram(parts(), _ -> {}, writer, errors);
        return ActingCommands.on(program, parts(), terminal, asking).run(arguments);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    private static Parts parts() {
        return new Parts(
                _ -> {
                    throw new IllegalStateException("no containers in this test");
                },
                _ ->
                        () -> {
                            throw new IOException("no socket in a test");
                        },
                EngineClient::over,
                _ -> FrontSpec.of("lockstep-engine", "engine:1"));
    }
}
