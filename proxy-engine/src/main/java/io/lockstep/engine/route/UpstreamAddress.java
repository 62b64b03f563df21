package io.lockstep.engine.route;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/// Host and port of an upstream.
///
/// `java.net.URI` takes neither a container's `join_mlnode_1` nor `mlnode-v3.0.8` for a host name,
/// which every Docker network resolves; so the authority is read here.
///
/// @param host a name or an address, without the brackets of IPv6
public record UpstreamAddress(String host, int port) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final Pattern AUTHORITY =
            Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]{1,253})(?::([0-9]{1,5}))?");

    /// Empty for what is not `http://HOST` or `http://HOST:PORT`, with nothing behind it but a
    /// slash.
    public static Optional<UpstreamAddress> of(URI url) {
        return read(url, "http", HTTP);
    }

    /// The same for `https`.
    public static Optional<UpstreamAddress> ofTls(URI url) {
        return read(url, "https", HTTPS);
    }

    private static Optional<UpstreamAddress> read(URI url, String scheme, int usualPort) {
        var authority = url.getRawAuthority();
        var path = url.getRawPath();
        if (!scheme.equals(url.getScheme())
                || authority == null
                || url.getRawQuery() != null
                || url.getRawFragment() != null
                || !(path == null || path.isEmpty() || path.equals("/"))) {
            return Optional.empty();
        }
        var matcher = AUTHORITY.matcher(authority);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var port = matcher.group(2) == null ? usualPort : Integer.parseInt(matcher.group(2));
        var host = matcher.group(1).replace("[", "").replace("]", "");
        return port < 1 || port > 65_535
                ? Optional.empty()
                : Optional.of(new UpstreamAddress(host, port));
    }

    /// As it stands in a URL.
    public String host(int otherPort) {
        return (host.contains(":") ? "[%s]:%d" : "%s:%d").formatted(host, otherPort);
    }
}
