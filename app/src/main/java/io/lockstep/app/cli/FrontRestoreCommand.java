package io.lockstep.app.cli;

import io.lockstep.app.proxy.nginx.Adoption;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Takes everything of Lockstep out of an operator's nginx.
@Command(
        name = "restore",
        description = "Take out of an nginx everything that Lockstep put into it.",
        footer = {
            "",
            "Examples:",
            "  lockstep front restore join-inference-1 --dry-run",
            "  lockstep front restore join-inference-1",
            "",
            "What the operator changed in the meantime stays."
        })
final class FrontRestoreCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private final Fronts fronts = new Fronts();

    @Parameters(arity = "0..1", paramLabel = "CONTAINER", description = "else the only nginx")
    private Optional<String> container = Optional.empty();

    FrontRestoreCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        var name = fronts.name(container);
        try (var nginx = fronts.open(name)) {
            return fronts.change(name, fronts.read(nginx), Adoption.NOTHING, terminal);
        }
    }
}
