package io.lockstep.app.rehearsal.mlnode;

import io.lockstep.app.rehearsal.web.WebServer;
import java.net.UnknownHostException;

/// The program of a stand-in MLNode container. It needs `java.base`, `jdk.httpserver` and Jackson.
public final class MlNodeMain {
    private MlNodeMain() {}

    /// Is told everything by environment; prints one line when it listens.
    public static void main(String[] args) throws UnknownHostException, InterruptedException {
        WebServer.sendAtOnce();
        var config = MlNodeConfig.from(System.getenv());
        var node = MlNode.start(config);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(node::close));
        System.out.println("MLNode " + config.version() + " listens on " + node.uri());
        Thread.currentThread().join();
    }
}
