package io.lockstep.app.settings;

import io.lockstep.chain.key.Address;
import io.lockstep.engine.cutover.CutoverPolicy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What the operator told Lockstep about the network, the machine and the upgrade.
///
/// @param hosts addresses of Docker engines; the first one is where upgrades happen; none means the
///   one the `docker` command would use
public record Settings(
        Chain chain,
        ApiNode apiNode,
        List<String> hosts,
        Engine engine,
        Upgrade upgrade,
        Operator operator) {

    /// Of an operator who named one host at most, and neither accounts nor a schedule.
    public Settings(
            Chain chain, ApiNode apiNode, Optional<String> docker, Engine engine, Upgrade upgrade) {
        this(chain, apiNode, docker.stream().toList(), engine, upgrade, Operator.NONE);
    }

    /// The host where upgrades happen.
    public Optional<String> docker() {
        return hosts.stream().findFirst();
    }

    /// @param rpcs CometBFT RPC addresses; more than one lets them check each other
    /// @param rest the node's REST address, often `http://HOST:8000/chain-api/`
    /// @param id expected chain-id; empty accepts what the RPCs agree on
    public record Chain(List<URI> rpcs, Optional<URI> rest, Optional<String> id, Duration poll) {}

    /// @param admin the API node's admin address, port 9200
    /// @param open the API node's public address, port 9000
    public record ApiNode(Optional<URI> admin, Optional<URI> open) {}

    /// How the engine is reached: in a container by name, or by the socket of a local process.
    ///
    /// @param open where clients reach it from this machine
    /// @param rpcs the chain's RPC addresses as the engine reaches them; empty means the same
    public record Engine(
            Optional<String> container, Optional<Path> socket, Optional<URI> open, List<URI> rpcs) {

        public Engine(Optional<String> container, Optional<Path> socket, Optional<URI> open) {
            this(container, socket, open, List.of());
        }
    }

    /// @param image reference by version; `{tag}` is the version without its leading `v`
    /// @param archives folder with image archives named `TAG.tar`, used before any registry
    /// @param settleBlocks how many blocks the candidate must serve before clean-up
    /// @param images which images may be used at all
    /// @param candidateLimit how long a candidate may run beside the incumbent without an answer
    public record Upgrade(
            String image,
            Optional<Path> archives,
            CutoverPolicy policy,
            int settleBlocks,
            Duration drainLimit,
            Duration readyLimit,
            Duration holdLimit,
            Images images,
            Duration candidateLimit) {
        private static final Duration PATIENCE = Duration.ofMinutes(10);

        public Upgrade(
                String image,
                Optional<Path> archives,
                CutoverPolicy policy,
                int settleBlocks,
                Duration drainLimit,
                Duration readyLimit,
                Duration holdLimit,
                Images images) {
            this(
                    image,
                    archives,
                    policy,
                    settleBlocks,
                    drainLimit,
                    readyLimit,
                    holdLimit,
                    images,
                    PATIENCE);
        }

        public Upgrade(
                String image,
                Optional<Path> archives,
                CutoverPolicy policy,
                int settleBlocks,
                Duration drainLimit,
                Duration readyLimit,
                Duration holdLimit) {
            this(
                    image,
                    archives,
                    policy,
                    settleBlocks,
                    drainLimit,
                    readyLimit,
                    holdLimit,
                    Images.USUAL);
        }
    }

    /// @param registries hosts images may come from; empty means that of the image rule alone
    /// @param cosignKey public key file every image must be signed with; empty asks for no
    ///   signature
    /// @param variant ending of the tag such as `-blackwell`, or `none`; empty means that the GPU
    ///   and the incumbent's image say which
    public record Images(
            List<String> registries, Optional<Path> cosignKey, Optional<String> variant) {
        static final Images USUAL = new Images(List.of(), Optional.empty(), Optional.empty());
    }

    /// Who acts, and what they expect.
    ///
    /// @param accounts watched by their address: whose votes and deposits are looked for
    /// @param key name of the keystore's key that signs
    /// @param granter the account that the key acts for, as it was granted (authz)
    /// @param keystore folder of the keys; empty means beside the journal
    /// @param schedule what the operator expects where the chain says nothing
    public record Operator(
            List<Address> accounts,
            Optional<String> key,
            Optional<Address> granter,
            Optional<Path> keystore,
            List<OwnUpgrade> schedule) {
        public static final Operator NONE =
                new Operator(
                        List.of(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());

        /// The folder of the keys.
        public Path keys(Folders folders) {
            return keystore.orElseGet(() -> folders.data().resolve("keys"));
        }
    }

    /// The same with another operator.
    public Settings with(Operator other) {
        return new Settings(chain, apiNode, hosts, engine, upgrade, other);
    }

    public static Settings defaults() {
        return new Settings(
                new Chain(List.of(), Optional.empty(), Optional.empty(), Duration.ofSeconds(1)),
                new ApiNode(Optional.empty(), Optional.empty()),
                Optional.empty(),
                new Engine(Optional.of("lockstep-engine"), Optional.empty(), Optional.empty()),
                new Upgrade(
                        "ghcr.io/product-science/mlnode:{tag}",
                        Optional.empty(),
                        CutoverPolicy.BRIDGE,
                        60,
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(25),
                        Duration.ofMinutes(25)));
    }

    /// Whether there is a chain to look at: without one the first-run screen asks for it.
    public boolean complete() {
        return !chain.rpcs().isEmpty();
    }
}
