package io.lockstep.chain.version;

import io.lockstep.chain.upgrade.Generation;
import io.lockstep.chain.upgrade.VersionName;

/// Where a generation puts the version in the path of an MLNode (fact sheet, section 4.4).
public enum UrlForm {
    /// Nowhere.
    WITHOUT,
    /// The prototype: after the segment, with a `v` of its own in front.
    AFTER_SEGMENT,
    /// The first segment of the path, exactly as on chain.
    BEFORE_SEGMENT;

    public static UrlForm of(Generation generation) {
        return generation.versionedPaths() ? BEFORE_SEGMENT : WITHOUT;
    }

    /// @throws IllegalArgumentException for a version that is no path segment
    String path(String segment, String version) {
        if (this == WITHOUT || version.isEmpty()) {
            return segment;
        }
        VersionName.flaw(version)
                .ifPresent(flaw -> {
                    throw new IllegalArgumentException("the version is no path segment: " + flaw);
                });
        return this == AFTER_SEGMENT ? segment + "/v" + version : "/" + version + segment;
    }
}
