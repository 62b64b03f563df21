package io.lockstep.engine.proxy;

import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Objects;

/// Puts what a socket threw into words for a sentence.
final class Reasons {
    private Reasons() {}

    static String of(Throwable cause) {
        return switch (cause) {
            case ConnectTimeoutException _ -> "it does not take connections";
            case UnknownHostException unknown ->
                    Objects.toString(unknown.getMessage(), "its name is unknown");
            case UnresolvedAddressException _ -> "its name is unknown";
            case ConnectException _ -> "it refuses connections";
            default ->
                    Objects.toString(cause.getMessage(), cause.getClass().getSimpleName())
                            .replaceFirst("^bind\\(.*\\) failed with error\\(-?\\d+\\): ", "")
                            .replaceAll("\\p{Cntrl}", " ");
        };
    }
}
