package io.lockstep.app.containers.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.ContainerHost;
import io.lockstep.app.containers.ContainerHostContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Plain processes keep the contract.
class ProcessHostIT extends ContainerHostContract {
    @TempDir private Path folder;

    @Override
    protected ContainerHost open() {
        return ProcessHost.open(folder);
    }

    @Override
    protected ServerSocket occupy(Container created, int port) throws IOException {
        var bind = created.address().orElseThrow().split(":", 2)[0];
        return new ServerSocket(8080, 1, InetAddress.getByName(bind));
    }

    @Test
    void aStoppedContainerLeavesNoProcess() {
        load("1.0.0");
        var container = started(serving("gone", "127.0.0.1:0"));
        logWith(container, "listening");
        var pid = Long.parseLong(now(container).status().replaceAll("\\D", ""));
        assertThat(ProcessHandle.of(pid)).hasValueSatisfying(p -> assertThat(p.isAlive()).isTrue());

        host.stop(container.id(), GRACE);

        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void eachContainerHasALoopbackAddressOfItsOwn() {
        load("1.0.0");

        var first = started(spec("one", List.of("serve"), Map.of(8080, "127.0.0.1:0"), Map.of()));
        var second = started(spec("two", List.of("serve"), Map.of(8080, "127.0.0.1:0"), Map.of()));

        assertThat(first.address().orElseThrow()).startsWith("127.").endsWith(":8080");
        assertThat(second.address()).isNotEqualTo(first.address());
        assertThat(logWith(first, "listening")).contains("listening");
        assertThat(logWith(second, "listening")).contains("listening");
    }
}
