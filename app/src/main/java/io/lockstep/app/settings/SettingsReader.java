package io.lockstep.app.settings;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.engine.cutover.CutoverPolicy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Turns a parsed settings file into settings, with the defaults for what it does not name.
final class SettingsReader {
    private static final Map<String, Set<String>> KEYS =
            Map.of(
                    "",
                    Set.of("docker", "chain", "api_node", "engine", "upgrade", "operator"),
                    "chain",
                    Set.of("rpcs", "rest", "id", "poll"),
                    "api_node",
                    Set.of("admin", "public"),
                    "engine",
                    Set.of("container", "socket", "url", "rpcs"),
                    "operator",
                    Set.of("accounts", "key", "granter", "keystore", "schedule"),
                    "upgrade",
                    Set.of(
                            "image",
                            "archives",
                            "policy",
                            "settle_blocks",
                            "drain_limit",
                            "ready_limit",
                            "hold_limit",
                            "candidate_limit",
                            "registries",
                            "cosign_key",
                            "variant"));

    private final JsonNode document;
    private final Settings defaults = Settings.defaults();

    private SettingsReader(JsonNode document) {
        this.document = document;
    }

    static Settings read(JsonNode document) throws BadValueException {
        for (var section : KEYS.keySet()) {
            known(section, section.isEmpty() ? document : document.path(section));
        }
        var reader = new SettingsReader(document);
        return new Settings(
                reader.chain(),
                new Settings.ApiNode(reader.http("api_node.admin"), reader.http("api_node.public")),
                reader.hosts(),
                reader.engine(),
                reader.upgrade(),
                reader.operator());
    }

    private static void known(String section, JsonNode node) throws BadValueException {
        var prefix = section.isEmpty() ? "" : section + ".";
        if (!node.isMissingNode() && !node.isObject()) {
            throw new BadValueException(section, "%s must be a section".formatted(section));
        }
        for (var key : (Iterable<String>) node::fieldNames) {
            if (!KEYS.getOrDefault(section, Set.of()).contains(key)) {
                throw new BadValueException(
                        prefix + key,
                        "%s is no setting; known here are %s"
                                .formatted(
                                        prefix + key,
                                        String.join(
                                                ", ",
                                                KEYS.getOrDefault(section, Set.of()).stream()
                                                        .sorted()
                                                        .toList())));
            }
        }
    }

    /// One address or a list of them.
    private List<String> hosts() throws BadValueException {
        var node = at("docker");
        if (!node.isArray()) {
            return text("docker").stream().toList();
        }
        List<String> hosts = new ArrayList<>();
        for (var host : node) {
            if (!host.isTextual() || host.asText().isBlank()) {
                throw new BadValueException("docker", "docker must be a list of addresses");
            }
            hosts.add(host.asText());
        }
        return List.copyOf(hosts);
    }

    private Settings.Chain chain() throws BadValueException {
        return new Settings.Chain(
                addresses("chain.rpcs"),
                http("chain.rest"),
                text("chain.id"),
                duration("chain.poll", defaults.chain().poll()));
    }

    private Settings.Engine engine() throws BadValueException {
        return new Settings.Engine(
                text("engine.container").or(() -> defaults.engine().container()),
                text("engine.socket").map(Path::of),
                http("engine.url"),
                addresses("engine.rpcs"));
    }

    private Settings.Upgrade upgrade() throws BadValueException {
        var usual = defaults.upgrade();
        return new Settings.Upgrade(
                image().orElse(usual.image()),
                text("upgrade.archives").map(Path::of),
                policy().orElse(usual.policy()),
                blocks("upgrade.settle_blocks", usual.settleBlocks()),
                duration("upgrade.drain_limit", usual.drainLimit()),
                duration("upgrade.ready_limit", usual.readyLimit()),
                duration("upgrade.hold_limit", usual.holdLimit()),
                new Settings.Images(
                        texts("upgrade.registries"),
                        text("upgrade.cosign_key").map(Path::of),
                        variant()),
                duration("upgrade.candidate_limit", usual.candidateLimit()));
    }

    private Optional<String> variant() throws BadValueException {
        var variant = text("upgrade.variant");
        if (variant.filter(v -> !v.matches("none|-[A-Za-z0-9._-]{1,40}")).isPresent()) {
            throw new BadValueException(
                    "upgrade.variant", "upgrade.variant must be none or begin with a dash");
        }
        return variant;
    }

    private List<String> texts(String key) throws BadValueException {
        var node = at(key);
        if (!node.isMissingNode() && !node.isArray()) {
            throw new BadValueException(key, key + " must be a list of texts");
        }
        List<String> texts = new ArrayList<>();
        node.forEach(element -> texts.add(element.asText()));
        return List.copyOf(texts);
    }

    private Settings.Operator operator() throws BadValueException {
        var granter = text("operator.granter");
        return new Settings.Operator(
                OperatorValues.accounts("operator.accounts", texts("operator.accounts")),
                text("operator.key"),
                granter.isEmpty()
                        ? Optional.empty()
                        : Optional.of(OperatorValues.account("operator.granter", granter.get())),
                text("operator.keystore").map(Path::of),
                OperatorValues.schedule("operator.schedule", texts("operator.schedule")));
    }

    private Optional<String> image() throws BadValueException {
        var image = text("upgrade.image");
        if (image.filter(template -> !template.contains("{tag}")).isPresent()) {
            throw new BadValueException(
                    "upgrade.image",
                    "upgrade.image must contain {tag}, which stands for the version");
        }
        return image;
    }

    private Optional<CutoverPolicy> policy() throws BadValueException {
        var name = text("upgrade.policy");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        for (var policy : CutoverPolicy.values()) {
            if (policy.name().toLowerCase(Locale.ROOT).equals(name.get())) {
                return Optional.of(policy);
            }
        }
        throw new BadValueException(
                "upgrade.policy", "upgrade.policy must be bridge, hold or refuse");
    }

    private int blocks(String key, int otherwise) throws BadValueException {
        var node = at(key);
        if (node.isMissingNode()) {
            return otherwise;
        }
        if (!node.isInt() || node.asInt() < 0) {
            throw new BadValueException(key, key + " must be a number of blocks");
        }
        return node.asInt();
    }

    private Duration duration(String key, Duration otherwise) throws BadValueException {
        var text = text(key);
        return text.isEmpty() ? otherwise : Values.duration(key, text.get());
    }

    private Optional<URI> http(String key) throws BadValueException {
        var text = text(key);
        return text.isEmpty() ? Optional.empty() : Optional.of(Values.http(key, text.get()));
    }

    private List<URI> addresses(String key) throws BadValueException {
        var node = at(key);
        if (!node.isMissingNode() && !node.isArray()) {
            throw new BadValueException(key, key + " must be a list of addresses");
        }
        List<URI> addresses = new ArrayList<>();
        for (var element : node) {
            addresses.add(Values.http(key, element.asText()));
        }
        return List.copyOf(addresses);
    }

    private Optional<String> text(String key) throws BadValueException {
        var node = at(key);
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        if (!node.isTextual() || node.asText().isBlank()) {
            throw new BadValueException(key, key + " must be text");
        }
        return Optional.of(node.asText());
    }

    private JsonNode at(String key) {
        return document.at("/" + key.replace('.', '/'));
    }
}
