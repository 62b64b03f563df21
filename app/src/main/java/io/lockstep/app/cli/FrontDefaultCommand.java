package io.lockstep.app.cli;

import io.lockstep.app.settings.Settings;
import io.lockstep.chain.follow.Head;
import io.lockstep.chain.follow.HeightFollower;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Leads an nginx's default route to a version, now or at a block.
@Command(
        name = "default",
        description = "Lead what no prefix takes to a version, now or once a block is applied.",
        footer = {
            "",
            "Examples:",
            "  lockstep front default v3.0.9 join-inference-1",
            "  lockstep front default v3.0.9 join-inference-1 --at 1250000 --rpc http://HOST:26657",
            "",
            "nginx follows no chain, so with --at this program has to run until that block. It",
            "changes where requests go and nothing else: no drain, no bridge, no hand-over of the",
            "GPU. lockstep front switch --to engine gives an upgrade all of that."
        })
final class FrontDefaultCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private final Fronts fronts = new Fronts();

    @Parameters(index = "0", paramLabel = "VERSION", description = "as its container stands for it")
    private String version = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "CONTAINER",
            description = "else the only nginx")
    private Optional<String> container = Optional.empty();

    @Option(names = "--at", paramLabel = "HEIGHT", description = "once this block is applied")
    private Optional<Long> height = Optional.empty();

    FrontDefaultCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        var name = fronts.name(container);
        if (height.isPresent()) {
            await(fronts.addresses.settings().chain(), height.get());
        }
        try (var nginx = fronts.open(name)) {
            var front = fronts.read(nginx);
            var wanted = front.adoption().leadingTo(front.hostOf(version));
            return fronts.change(name, front, wanted, terminal);
        }
    }

    /// The RPC nodes have to agree, as for a cutover in the engine.
    private void await(Settings.Chain chain, long wanted) throws InterruptedException {
        if (chain.rpcs().isEmpty()) {
            throw new ProblemException(
                    new Problem(
                            "usage.noRpc",
                            "No RPC node is known, so no block is.",
                            "Nothing was changed.",
                            "Give one with --rpc."));
        }
        var config = new HeightFollower.Config(chain.rpcs(), chain.id(), chain.poll());
        var come = new Semaphore(0);
        try (var follower = HeightFollower.start(config, Clock.systemUTC())) {
            AutoCloseable _ =
                    follower.onChange(view -> {
                        if (view.head().filter(head -> applied(head, wanted)).isPresent()) {
                            come.release();
                        }
                    });
            terminal.complain("waiting for block %d".formatted(wanted));
            come.acquire();
        }
    }

    private static boolean applied(Head head, long wanted) {
        return head.appliedHeight() >= wanted;
    }
}
