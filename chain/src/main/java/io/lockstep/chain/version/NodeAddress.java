package io.lockstep.chain.version;

import java.net.URI;

/// Where an API node reaches one MLNode (fact sheet, section 4.4).
///
/// @param host a bare host
/// @param inferenceSegment empty, or a path that begins with a slash
/// @param pocSegment empty, or a path that begins with a slash
public record NodeAddress(
        String host, int inferencePort, String inferenceSegment, int pocPort, String pocSegment) {

    public NodeAddress {
        if (host.isBlank() || host.contains("/")) {
            throw new IllegalArgumentException("not a bare host: " + host);
        }
        check(inferenceSegment);
        check(pocSegment);
    }

    /// The base for `/health`, `/tokenize` and `/v1/chat/completions`.
    ///
    /// @param version as on chain, without its `v` for the prototype; empty for none
    /// @throws IllegalArgumentException for a version that is no path segment
    public URI inference(UrlForm form, String version) {
        return address(inferencePort, form.path(inferenceSegment, version));
    }

    /// The base for everything below `/api/v1`.
    ///
    /// @throws IllegalArgumentException for a version that is no path segment
    public URI poc(UrlForm form, String version) {
        return address(pocPort, form.path(pocSegment, version));
    }

    private URI address(int port, String path) {
        return URI.create("http://" + host + ":" + port + path);
    }

    private static void check(String segment) {
        if (!segment.isEmpty() && !segment.startsWith("/")) {
            throw new IllegalArgumentException("a segment begins with a slash: " + segment);
        }
    }
}
