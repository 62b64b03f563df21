package io.lockstep.engine.proxy;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Objects;
import javax.net.ssl.SSLException;

/// Puts what a socket threw into words for a sentence.
final class Reasons {
    private Reasons() {}

    static String of(Throwable cause) {
        return switch (cause) {
            case DecoderException wrapped when wrapped.getCause() != null -> of(wrapped.getCause());
            case SSLException tls -> ofTls(tls);
            case ConnectTimeoutException _ -> "it does not take connections";
            case UnknownHostException unknown ->
                    Objects.toString(unknown.getMessage(), "its name is unknown");
            case UnresolvedAddressException _ -> "its name is unknown";
            case ConnectException _ -> "it refuses connections";
            default -> plain(cause);
        };
    }

    private static String ofTls(SSLException cause) {
        return switch (cause) {
            case NotSslRecordException _ -> "it does not speak TLS";
            case SslHandshakeTimeoutException _ -> "its TLS handshake takes too long";
            case SSLException refused
                    when refused.getCause() instanceof PinnedKeys.Unpinned unpinned ->
                    plain(unpinned);
            default -> plain(cause);
        };
    }

    private static String plain(Throwable cause) {
        return Objects.toString(cause.getMessage(), cause.getClass().getSimpleName())
                .replaceFirst("^bind\\(.*\\) failed with error\\(-?\\d+\\): ", "")
                .replaceAll("\\p{Cntrl}", " ");
    }
}
