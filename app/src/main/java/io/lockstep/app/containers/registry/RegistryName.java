package io.lockstep.app.containers.registry;

import io.lockstep.app.containers.Reference;
import java.util.Optional;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/// Where an image lies: the registry's host, the path in it, and which one there.
///
/// @param host as references write it, `docker.io` where they write none
public record RegistryName(
        String host, String path, Optional<String> tag, Optional<String> digest) {
    private static final String HUB = "docker.io";
    private static final Pattern PATH = Pattern.compile("[a-z0-9]+(?:(?:[._]|__|-+|/)[a-z0-9]+)*");
    private static final Pattern TAG = Pattern.compile("\\w[\\w.-]{0,127}");
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final Pattern HOST =
            Pattern.compile("(?:[A-Za-z0-9.-]+|\\[[0-9a-fA-F:]+])(?::\\d{1,5})?");
    private static final Pattern LOOPBACK =
            Pattern.compile("(?:localhost|127(?:\\.\\d{1,3}){3}|\\[::1])(?::\\d{1,5})?");

    /// @throws io.lockstep.chain.problem.ProblemException when it is no reference
    public static RegistryName of(String reference) {
        var parts = new Reference(reference);
        var repository = parts.repository();
        var slash = repository.indexOf('/');
        var first = slash < 0 ? "" : repository.substring(0, slash);
        var named = first.contains(".") || first.contains(":") || first.equals("localhost");
        var path = named ? repository.substring(slash + 1) : hubPath(repository);
        var name = new RegistryName(named ? first : HUB, path, parts.tag(), parts.digest());
        if (!name.sound()) {
            throw RegistryProblems.badReference(reference);
        }
        return name;
    }

    private static String hubPath(String repository) {
        return repository.contains("/") ? repository : "library/" + repository;
    }

    private boolean sound() {
        return HOST.matcher(host).matches()
                && PATH.matcher(path).matches()
                && tag.filter(t -> !TAG.matcher(t).matches()).isEmpty()
                && digest.filter(d -> !DIGEST.matcher(d).matches()).isEmpty();
    }

    /// What the docker command files a login under.
    String loginKey() {
        return host.equals(HUB) ? "https://index.docker.io/v1/" : host;
    }

    /// Plain HTTP for this machine only, as the engine itself does it.
    boolean plain() {
        return LOOPBACK.matcher(host).matches();
    }

    /// @param kind `manifests` or `blobs`
    HttpUrl url(String kind, String which) {
        var where = host.equals(HUB) ? "registry-1.docker.io" : host;
        var root = (plain() ? "http://" : "https://") + where + "/v2/";
        return HttpUrl.get(root)
                .newBuilder()
                .addPathSegments(path)
                .addPathSegment(kind)
                .addPathSegment(which)
                .build();
    }

    /// The repository alone.
    RegistryName withoutTag() {
        return new RegistryName(host, path, Optional.empty(), Optional.empty());
    }

    @Override
    public String toString() {
        return host + "/" + path;
    }
}
