package io.lockstep.engine;

import io.lockstep.engine.proxy.ProxyLimits;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// How long `run` lets clients and upstreams take, each limit by a flag of its own.
final class LimitOptions {

    @Option(
            names = "--connect-limit",
            paramLabel = "TIME",
            converter = Span.class,
            description = "For a connection to an upstream; 5s.")
    private Optional<Duration> connect = Optional.empty();

    @Option(
            names = "--head-limit",
            paramLabel = "TIME",
            converter = Span.class,
            description = "For the whole head of a request; 20s.")
    private Optional<Duration> head = Optional.empty();

    @Option(
            names = "--first-byte-limit",
            paramLabel = "TIME",
            converter = Span.class,
            description = "For an answer to begin; 24h.")
    private Optional<Duration> firstByte = Optional.empty();

    @Option(
            names = "--idle-limit",
            paramLabel = "TIME",
            converter = Span.class,
            description = "For any byte to move on a client's connection; 24h.")
    private Optional<Duration> idle = Optional.empty();

    ProxyLimits limits() {
        var usual = ProxyLimits.standard();
        return usual.withConnect(connect.orElse(usual.connect()))
                .withHead(head.orElse(usual.head()))
                .withFirstByte(firstByte.orElse(usual.firstByte()))
                .withIdle(idle.orElse(usual.idle()));
    }

    /// Reads `500ms`, `20s`, `5m` or `24h`.
    static final class Span implements ITypeConverter<Duration> {
        private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,5})(ms|s|m|h)");

        /// Fits the milliseconds of a socket's own timer.
        private static final Duration LONGEST = Duration.ofHours(500);

        @Override
        public Duration convert(String text) {
            var found = FORM.matcher(text);
            if (!found.matches()) {
                throw new TypeConversionException(
                        "%s is no time such as 500ms, 20s, 5m or 24h".formatted(text));
            }
            var count = Long.parseLong(found.group(1));
            var span =
                    switch (found.group(2)) {
                        case "ms" -> Duration.ofMillis(count);
                        case "s" -> Duration.ofSeconds(count);
                        case "m" -> Duration.ofMinutes(count);
                        default -> Duration.ofHours(count);
                    };
            if (span.compareTo(LONGEST) > 0) {
                throw new TypeConversionException("%s is longer than 500h".formatted(text));
            }
            return span;
        }
    }
}
