package io.lockstep.app.proxy.raw;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// Why our engine refuses a request that has one meaning by RFC 9112, whatever nginx does with it.
enum Stricter {
    /// RFC 9112, section 3.2: what a gateway is asked for is the origin form, or the absolute form
    /// with the authority that `Host` says; anything else names another place, or two.
    FORM,
    /// RFC 3986, section 6.2.2.3: what an upstream could resolve to another version's path.
    DOTS,
    /// RFC 3986, section 2.2: an encoded delimiter is one for some upstreams and not for others.
    ENCODED,
    /// RFC 3986, section 3.3: a path that begins with two slashes reads as an authority.
    SLASHES,
    /// RFC 3986, section 2: bytes that no URI holds.
    BYTES,
    /// RFC 9112, section 3.2: a field value that is no host.
    HOST,
    /// RFC 9110, section 9.3.6: a tunnel to any place is no business of this proxy.
    CONNECT,
    /// RFC 9112, section 7.1.1: white space and other than ASCII in chunk extensions, or more than
    /// 4 KiB of them.
    EXTENSION,
    /// RFC 9110, section 5.4: limits that are stated (16 KiB, 64 KiB, 200 fields, 16 KiB of
    /// trailers).
    LONG;

    static Optional<Stricter> of(Message refused) {
        return Arrays.stream(values()).filter(one -> one.explains(refused)).findFirst();
    }

    private boolean explains(Message one) {
        return switch (this) {
            case FORM -> !one.target().startsWith("/") && !(agrees(one) && !asterisk(one));
            case DOTS -> path(one).matches("(?s).*/\\.{1,2}(/.*)?");
            case ENCODED -> path(one).matches("(?is).*%(2e|2f|5c).*");
            case SLASHES -> path(one).startsWith("//") || path(one).startsWith("/v1//");
            case BYTES -> one.target().matches("(?s).*[\\\\#\"<>^`{|}].*");
            case HOST ->
                    !one.value("host").orElse("a").matches("[A-Za-z0-9._~%!$&'()*+;=:\\[\\]-]+");
            case CONNECT -> one.method().equals("CONNECT");
            case EXTENSION ->
                    one.sizes().matches("(?s).*[ \t\u0080-\u00ff].*")
                            || one.sizes().length() > 4_000;
            case LONG ->
                    one.target().length() > 16_000
                            || one.fields().size() > 199
                            || one.fields().stream().mapToInt(f -> f.value().length()).sum()
                                    > 60_000
                            || one.trailers().stream().mapToInt(f -> f.value().length()).sum()
                                    > 16_000;
        };
    }

    private static boolean agrees(Message one) {
        return one.value("host")
                .map(host -> "(?is)http://" + Pattern.quote(host) + "([/?].*)?")
                .filter(one.target()::matches)
                .isPresent();
    }

    /// About the server as a whole.
    private static boolean asterisk(Message one) {
        return one.method().equals("OPTIONS") && one.target().matches("(?is)http://[^/]*");
    }

    private static String path(Message message) {
        return message.target().replaceFirst("(?s)\\?.*", "");
    }
}
