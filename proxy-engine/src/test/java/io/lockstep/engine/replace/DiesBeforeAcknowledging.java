package io.lockstep.engine.replace;

import io.lockstep.engine.proxy.Edges;
import io.lockstep.engine.proxy.Listen;
import io.lockstep.engine.proxy.ProxyLimits;
import io.lockstep.engine.proxy.ProxyServer;
import io.lockstep.engine.proxy.Traffic;
import io.lockstep.engine.route.Routing;
import io.lockstep.engine.state.StateHandOver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A new engine that is killed when it accepts and has not yet said so.
final class DiesBeforeAcknowledging {
    private DiesBeforeAcknowledging() {}

    /// Takes the control socket and a listener.
    static void main(String[] args) throws IOException {
        var listens = List.of(Listen.parse(args[1]));
        var takeOver = new TakeOver(Path.of(args[0]));
        var adopted = takeOver.sockets(listens);
        var routing = new Routing(StateHandOver.table(takeOver.state()));
        var proxy =
                ProxyServer.prepare(
                        listens,
                        adopted,
                        Optional.of(1),
                        routing,
                        new Traffic(System::nanoTime),
                        ProxyLimits.standard(),
                        Edges.standard());
        proxy.accept();
        System.out.println("accepts");
        System.out.flush();
        Runtime.getRuntime().halt(137);
    }
}
