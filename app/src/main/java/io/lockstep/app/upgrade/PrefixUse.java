package io.lockstep.app.upgrade;

import io.lockstep.engine.control.EngineStatus;
import io.lockstep.engine.control.EngineStatus.Prefix;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;

/// Tells from what an engine has counted whether the API node works through a version's prefix.
/// Only work brings bodies; looks at a state, ours among them, do not count.
final class PrefixUse {
    private PrefixUse() {}

    /// Where work comes in instead, as a clause; empty once some came under the prefix of that
    /// version, and for an engine that does not tell.
    static Optional<String> elsewhere(EngineStatus engine, String version) {
        var told = engine.prefixes().stream().filter(one -> one.bodyBytes().isPresent()).toList();
        var own = "/" + version;
        if (told.isEmpty()
                || told.stream().anyMatch(one -> one.prefix().equals(own) && works(one))) {
            return Optional.empty();
        }
        var newest =
                told.stream().filter(PrefixUse::works).max(Comparator.comparing(Prefix::lastSeen));
        return Optional.of(
                "no work came under %s yet, %s"
                        .formatted(own, newest.map(PrefixUse::words).orElse("nor any other way")));
    }

    private static boolean works(Prefix prefix) {
        return prefix.bodyBytes().filter(bytes -> bytes > 0).isPresent();
    }

    private static String words(Prefix prefix) {
        return "but %s, the last at %s"
                .formatted(
                        prefix.prefix().equals("/")
                                ? "by the default route"
                                : "under " + prefix.prefix(),
                        prefix.lastSeen().truncatedTo(ChronoUnit.SECONDS));
    }
}
