package io.lockstep.chain.upgrade;

import java.util.Optional;

/// A version as the chain names it: free text that nobody has checked, and that is to become the
/// first segment of a path (fact sheet, section 4.4).
public final class VersionName {
    private static final int LONGEST = 128;

    /// The unreserved characters of RFC 3986, section 2.3: no program on the way changes them.
    private static final String ROUTABLE =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private VersionName() {}

    /// Why it cannot be routed, without a full stop; empty when it can.
    public static Optional<String> flaw(String version) {
        if (version.isBlank()) {
            return Optional.of("it is blank");
        }
        if (version.length() > LONGEST) {
            return Optional.of("it has %d characters".formatted(version.length()));
        }
        if (version.equals(".") || version.equals("..")) {
            return Optional.of("a path leaves such a segment out");
        }
        return version.chars()
                .filter(c -> ROUTABLE.indexOf(c) < 0)
                .boxed()
                .findFirst()
                .map(c ->
                        c < ' ' || c > '~'
                                ? "it contains the character U+%04X".formatted(c)
                                : "it contains '%c'".formatted(c));
    }
}
