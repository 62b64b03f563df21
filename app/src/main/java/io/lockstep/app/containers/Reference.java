package io.lockstep.app.containers;

import java.util.Optional;

/// An image reference taken apart: `registry:port/name:tag@digest`.
public record Reference(String text) {

    public String repository() {
        var named = beforeDigest();
        var colon = tagColon(named);
        return colon < 0 ? named : named.substring(0, colon);
    }

    public Optional<String> tag() {
        var named = beforeDigest();
        var colon = tagColon(named);
        return colon < 0 ? Optional.empty() : Optional.of(named.substring(colon + 1));
    }

    public Optional<String> digest() {
        var at = text.indexOf('@');
        return at < 0 ? Optional.empty() : Optional.of(text.substring(at + 1));
    }

    private String beforeDigest() {
        var at = text.indexOf('@');
        return at < 0 ? text : text.substring(0, at);
    }

    private static int tagColon(String named) {
        var colon = named.lastIndexOf(':');
        return colon > named.lastIndexOf('/') ? colon : -1;
    }
}
