package io.lockstep.engine.proxy;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.problem.Reason;
import io.lockstep.engine.proxy.Identity.Pem;
import io.netty.channel.Channel;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLException;

/// A listener's certificate, read again when its files change. Connections made before keep the one
/// they began with.
final class ServerTls {
    /// What TLS we speak, to clients and to upstreams.
    static final List<String> VERSIONS = List.of("TLSv1.3", "TLSv1.2");

    private static final System.Logger LOG = System.getLogger(ServerTls.class.getName());

    private record Stamp(FileTime certificate, FileTime key) {}

    private final Listen.Tls files;
    private final ReentrantLock reading = new ReentrantLock();
    private Stamp stamp;
    private volatile SslContext context;

    private ServerTls(Listen.Tls files, Stamp stamp, SslContext context) {
        this.files = files;
        this.stamp = stamp;
        this.context = context;
    }

    /// Reads the files; a problem that names the flag and the file when they cannot be used.
    static ServerTls open(Listen.Tls files) {
        var context = read(files);
        try {
            return new ServerTls(files, stamp(files), context);
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(
                            "engine.badCertificate",
                            "The certificate %s is gone again: %s."
                                    .formatted(files.certificate(), Reason.of(e)),
                            "Nothing was started.",
                            "Start the engine again."),
                    e);
        }
    }

    /// Takes changed files into use; bad ones are told in the log and the certificate in use stays.
    /// Blocks.
    void refresh() {
        if (!reading.tryLock()) {
            return;
        }
        try {
            var now = stamp(files);
            if (!now.equals(stamp)) {
                stamp = now;
                context = read(files);
                LOG.log(
                        System.Logger.Level.INFO,
                        "The certificate {0} was read again.",
                        files.certificate());
            }
        } catch (ProblemException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} The certificate read before stays in use.",
                    e.problem().what());
        } catch (IOException e) {
            // One of the files is just being replaced; the next look finds it.
            return;
        } finally {
            reading.unlock();
        }
    }

    SslContext context() {
        return context;
    }

    SslHandler handler(Channel channel, Duration limit) {
        var handler = context.newHandler(channel.alloc());
        handler.setHandshakeTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
        return handler;
    }

    private static Stamp stamp(Listen.Tls files) throws IOException {
        return new Stamp(
                Files.getLastModifiedTime(files.certificate()),
                Files.getLastModifiedTime(files.key()));
    }

    private static SslContext read(Listen.Tls files) {
        var identity =
                Identity.read(
                        new Pem("tls-cert of --listen", files.certificate()),
                        new Pem("tls-key of --listen", files.key()));
        try {
            return SslContextBuilder.forServer(identity.key(), identity.chainArray())
                    .sslProvider(SslProvider.JDK)
                    .protocols(VERSIONS)
                    .applicationProtocolConfig(http11())
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("TLS cannot be set up", e);
        }
    }

    private static ApplicationProtocolConfig http11() {
        return new ApplicationProtocolConfig(
                Protocol.ALPN,
                SelectorFailureBehavior.NO_ADVERTISE,
                SelectedListenerFailureBehavior.ACCEPT,
                ApplicationProtocolNames.HTTP_1_1);
    }
}
