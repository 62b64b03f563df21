package io.lockstep.app.proxy.raw;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/// Holds what our engine did with some bytes against what they mean and against what nginx did.
///
/// @param meant by the letter of the RFC
record Comparison(Reading.Meaning meant, Outcome nginx, Outcome engine) {

    static Comparison of(byte[] sent, Outcome nginx, Outcome engine) {
        return new Comparison(Reading.of(sent), nginx, engine);
    }

    /// What must not be, if something is so.
    Optional<String> complaint() {
        return invented()
                .or(this::changed)
                .or(this::notRefused)
                .or(this::tooStrict)
                .or(this::tooLax)
                .or(this::otherThanNginx);
    }

    private Optional<String> invented() {
        var seen = engine.essences();
        var sent = meant.routed().stream().map(Message::essence).toList();
        return seen.size() <= sent.size() && sent.subList(0, seen.size()).equals(seen)
                ? Optional.empty()
                : Optional.of("the upstream saw %s where %s was sent".formatted(seen, sent));
    }

    private Optional<String> changed() {
        return IntStream.range(0, engine.seen().size())
                .mapToObj(i -> changed(meant.whole().get(i), engine.seen().get(i)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// A proxy writes a `Host` where a client sent none.
    private static Optional<String> changed(Message sent, Message seen) {
        var written = sent.value("host").isEmpty();
        var before = sent.endToEnd();
        var after =
                seen.endToEnd().stream()
                        .filter(one -> !(written && one.startsWith("host:")))
                        .toList();
        return before.equals(after)
                ? Optional.empty()
                : Optional.of("fields %s became %s".formatted(before, after));
    }

    private Optional<String> notRefused() {
        var reached = engine.seen().size() == meant.whole().size();
        var asksToEnd = meant.whole().stream().anyMatch(Comparison::last);
        return reached
                        && meant.fault().isPresent()
                        && !asksToEnd
                        && !(engine.refused() && engine.got().ended())
                ? Optional.of("not refused, though malformed: " + meant.fault().get())
                : Optional.empty();
    }

    private static boolean last(Message one) {
        return connection(one).contains("close")
                || (one.version().equals("HTTP/1.0") && !connection(one).contains("keep-alive"));
    }

    private static List<String> connection(Message one) {
        return one.values("connection").stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(option -> option.strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    private Optional<String> tooStrict() {
        var at = engine.seen().size();
        var explained =
                at >= meant.whole().size()
                        || Stricter.of(meant.whole().get(at)).isPresent()
                        || (at > 0 && last(meant.whole().get(at - 1)));
        return explained ? Optional.empty() : Optional.of("refused without a listed reason");
    }

    private Optional<String> tooLax() {
        var at = nginx.seen().size();
        var explained =
                meant.whole().stream().limit(at + 1L).anyMatch(one -> Laxer.of(one).isPresent());
        return engine.seen().size() > at && !explained
                ? Optional.of("passed on without a listed reason what nginx refused")
                : Optional.empty();
    }

    private Optional<String> otherThanNginx() {
        if (nginx.seen().size() != engine.seen().size() || engine.refused() || nginx.refused()) {
            return Optional.empty();
        }
        if (!nginx.finals().equals(engine.finals())) {
            return Optional.of("other answers than through nginx");
        }
        return nginx.got().ended() == engine.got().ended()
                ? Optional.empty()
                : Optional.of("the connection does not end as with nginx");
    }
}
