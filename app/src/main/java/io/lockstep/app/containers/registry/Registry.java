package io.lockstep.app.containers.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lockstep.app.containers.PullOrder;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Finds images in the registries that are allowed, pins them to their content and checks who
/// signed it. Every byte that counts is compared with its digest; what cannot be proven is refused.
public final class Registry {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> ABSENT = Set.of("image.unknown", "image.noPlatform");
    private static final String SIGNATURE = "dev.cosignproject.cosign/signature";
    private static final String PAYLOAD = "application/vnd.dev.cosign.simplesigning.v1+json";
    private static final String SIGNED = "cosign container image signature";

    private final List<String> allowed;
    private final DockerCredentials credentials;
    private final Optional<CosignKey> key;
    private final RegistryHttp http;

    /// @param allowed hosts of registries, such as `ghcr.io`
    /// @param key whose signature every image needs; empty asks for none
    public Registry(
            List<String> allowed,
            DockerCredentials credentials,
            Optional<CosignKey> key,
            Patience patience) {
        this.allowed = List.copyOf(allowed);
        this.credentials = credentials;
        this.key = key;
        this.http = new RegistryHttp(credentials, patience);
    }

    /// Blocks for a few round trips; `told` hears why it waits. A reference with a tag and a digest
    /// must lead to that digest.
    public PinnedImage resolve(String reference, Consumer<String> told) {
        var name = allowed(reference);
        var digest = digest(name, told);
        var top = manifest(name, digest, told);
        var platform = top.index() ? platform(name, top) : digest;
        var manifest = top.index() ? manifest(name, platform, told) : top;
        var signer = key.map(asked -> signer(asked, name, digest, told));
        return new PinnedImage(
                reference, digest, platform, manifest.config(), manifest.layers(), signer);
    }

    /// Why nothing of this name can be pulled, in the words of the registry; empty when it can, and
    /// when the registry does not answer at once. Blocks for a few round trips at most.
    public Optional<Problem> absent(String reference) {
        try {
            new Registry(allowed, credentials, Optional.empty(), Patience.once())
                    .resolve(reference, _ -> {});
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(e.problem()).filter(found -> ABSENT.contains(found.code()));
        }
    }

    /// What an engine is asked to pull, with this user's login.
    public PullOrder order(PinnedImage image) {
        var name = RegistryName.of(image.reference());
        return new PullOrder(
                image.reference(),
                Optional.of(image.digest()),
                image.contents(),
                image.layers(),
                credentials.find(name.loginKey()).map(Login::forEngine));
    }

    /// Whether images need a signature.
    public boolean wantsSignature() {
        return key.isPresent();
    }

    private RegistryName allowed(String reference) {
        var name = RegistryName.of(reference);
        if (!allowed.contains(name.host())) {
            throw RegistryProblems.notAllowed(name, allowed);
        }
        return name;
    }

    private String digest(RegistryName name, Consumer<String> told) {
        if (name.tag().isEmpty() && name.digest().isPresent()) {
            return name.digest().get();
        }
        var tag = name.tag().orElse("latest");
        var found =
                http.read("HEAD", name, name.url("manifests", tag), Manifest.ACCEPT, told)
                        .orElseThrow(() -> RegistryProblems.unknown(name, "tag " + tag));
        var digest = found.digest().orElseGet(() -> hashed(name, tag, told));
        var pinned = name.digest();
        if (pinned.filter(wanted -> !wanted.equals(digest)).isPresent()) {
            throw RegistryProblems.mismatch(name, pinned.get(), digest);
        }
        return digest;
    }

    /// For a registry that does not tell digests.
    private String hashed(RegistryName name, String tag, Consumer<String> told) {
        return http.read("GET", name, name.url("manifests", tag), Manifest.ACCEPT, told)
                .map(found -> Manifest.digest(found.body().toByteArray()))
                .orElseThrow(() -> RegistryProblems.unknown(name, "tag " + tag));
    }

    private Manifest manifest(RegistryName name, String digest, Consumer<String> told) {
        var url = name.url("manifests", digest);
        var body = proven(name, digest, http.read("GET", name, url, Manifest.ACCEPT, told));
        return Manifest.of(name, body);
    }

    private static byte[] proven(
            RegistryName name, String digest, Optional<RegistryHttp.Found> found) {
        var body =
                found.orElseThrow(() -> RegistryProblems.unknown(name, digest))
                        .body()
                        .toByteArray();
        var is = Manifest.digest(body);
        if (!is.equals(digest)) {
            throw RegistryProblems.mismatch(name, digest, is);
        }
        return body;
    }

    private static String platform(RegistryName name, Manifest index) {
        var architecture = System.getProperty("os.arch", "").equals("aarch64") ? "arm64" : "amd64";
        return index.platform(architecture)
                .orElseThrow(() -> RegistryProblems.noPlatform(name, "linux/" + architecture));
    }

    /// Cosign keeps the signatures of a digest under a tag made from it.
    private String signer(
            CosignKey asked, RegistryName name, String digest, Consumer<String> told) {
        var tag = digest.replace(':', '-') + ".sig";
        var found =
                http.read("GET", name, name.url("manifests", tag), Manifest.ACCEPT, told)
                        .orElseThrow(() -> RegistryProblems.unsigned(name, digest));
        for (var layer : Manifest.of(name, found.body().toByteArray()).json().path("layers")) {
            if (good(asked, name, digest, layer, told)) {
                return asked.name();
            }
        }
        throw RegistryProblems.badSignature(name, digest);
    }

    private boolean good(
            CosignKey asked,
            RegistryName name,
            String digest,
            JsonNode layer,
            Consumer<String> told) {
        var signature = layer.path("annotations").path(SIGNATURE).asText("");
        if (signature.isEmpty() || !layer.path("mediaType").asText().equals(PAYLOAD)) {
            return false;
        }
        var blob = layer.path("digest").asText();
        var payload =
                proven(name, blob, http.read("GET", name, name.url("blobs", blob), "*/*", told));
        return asked.signed(payload, signature) && speaksOf(payload, digest);
    }

    private static boolean speaksOf(byte[] payload, String digest) {
        try {
            var critical = JSON.readTree(payload).path("critical");
            return critical.path("type").asText().equals(SIGNED)
                    && critical.path("image")
                            .path("docker-manifest-digest")
                            .asText()
                            .equals(digest);
        } catch (IOException e) {
            return false;
        }
    }
}
