package io.lockstep.app.settings;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What flags say instead of the settings file; what is empty leaves the file's word.
///
/// @param dapi the API node's admin address; its public one is derived unless it is given
public record Overrides(
        List<String> rpcs,
        Optional<String> rest,
        Optional<String> dapi,
        Optional<String> dapiPublic,
        List<String> docker,
        Optional<String> chainId,
        Optional<Path> engineSocket,
        Optional<String> engineContainer,
        Optional<String> engineUrl) {
    private static final int PUBLIC_PORT = 9000;

    public Settings over(Settings file) {
        return new Settings(
                chain(file.chain()),
                apiNode(file.apiNode()),
                docker.isEmpty() ? file.hosts() : docker,
                engine(file.engine()),
                file.upgrade(),
                file.operator());
    }

    private Settings.Chain chain(Settings.Chain file) {
        List<URI> given = new ArrayList<>();
        for (var rpc : rpcs) {
            given.add(http("--rpc", rpc));
        }
        return new Settings.Chain(
                given.isEmpty() ? file.rpcs() : List.copyOf(given),
                rest.map(address -> http("--rest", address)).or(file::rest),
                chainId.or(file::id),
                file.poll());
    }

    private Settings.ApiNode apiNode(Settings.ApiNode file) {
        var admin = dapi.map(address -> http("--dapi", address)).or(file::admin);
        var open =
                dapiPublic
                        .map(address -> http("--dapi-public", address))
                        .or(() -> dapi.flatMap(_ -> admin).flatMap(Overrides::derived))
                        .or(file::open)
                        .or(() -> admin.flatMap(Overrides::derived));
        return new Settings.ApiNode(admin, open);
    }

    private Settings.Engine engine(Settings.Engine file) {
        return new Settings.Engine(
                engineContainer.or(file::container),
                engineSocket.or(
                        () -> engineContainer.isPresent() ? Optional.empty() : file.socket()),
                engineUrl.map(address -> http("--engine-url", address)).or(file::open),
                file.rpcs());
    }

    /// The same host at the public port; an address without a port has nothing to derive from.
    private static Optional<URI> derived(URI admin) {
        if (admin.getPort() < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new URI(
                            admin.getScheme(),
                            null,
                            admin.getHost(),
                            PUBLIC_PORT,
                            "/",
                            null,
                            null));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static URI http(String flag, String text) {
        try {
            return Values.http(flag, text);
        } catch (BadValueException e) {
            throw new ProblemException(
                    new Problem(
                            "usage.address",
                            e.getMessage() + ".",
                            "Nothing was started or changed.",
                            "Give the address with its scheme and port."),
                    e);
        }
    }
}
