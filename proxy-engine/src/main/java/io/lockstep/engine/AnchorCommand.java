package io.lockstep.engine;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Does nothing until it is ended: the process of a container that only owns ports and names, while
/// engines replace each other in its network.
@Command(
        name = "anchor",
        description = "Waits for SIGTERM, in a container whose network engines share.",
        mixinStandardHelpOptions = true)
final class AnchorCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(0)));
        spec.commandLine().getOut().println("Lockstep anchor keeps its ports until SIGTERM");
        new CountDownLatch(1).await();
        return 0;
    }
}
