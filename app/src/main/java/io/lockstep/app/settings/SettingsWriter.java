package io.lockstep.app.settings;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Writes settings as a file people can go on editing.
final class SettingsWriter {
    private final StringBuilder text = new StringBuilder();

    private SettingsWriter() {}

    static String text(Settings settings) {
        var writer = new SettingsWriter();
        writer.line("# Lockstep. Times are written 500ms, 30s, 10m or 2h.");
        if (settings.hosts().size() > 1) {
            writer.list("docker", settings.hosts());
        } else {
            writer.key("docker", settings.docker());
        }
        writer.chain(settings.chain());
        writer.line("\n[api_node]");
        writer.key("admin", settings.apiNode().admin());
        writer.key("public", settings.apiNode().open());
        writer.engine(settings.engine());
        writer.upgrade(settings.upgrade());
        if (!settings.operator().equals(Settings.Operator.NONE)) {
            writer.operator(settings.operator());
        }
        return writer.text.toString();
    }

    private void chain(Settings.Chain chain) {
        line("\n[chain]");
        list("rpcs", chain.rpcs());
        key("rest", chain.rest());
        key("id", chain.id());
        key("poll", Optional.of(Values.text(chain.poll())));
    }

    private void engine(Settings.Engine engine) {
        line("\n[engine]");
        key("container", engine.container());
        key("socket", engine.socket());
        key("url", engine.open());
        if (!engine.rpcs().isEmpty()) {
            list("rpcs", engine.rpcs());
        }
    }

    private void upgrade(Settings.Upgrade upgrade) {
        line("\n[upgrade]");
        key("image", Optional.of(upgrade.image()));
        key("archives", upgrade.archives());
        key("policy", Optional.of(upgrade.policy().name().toLowerCase(Locale.ROOT)));
        line("settle_blocks = " + upgrade.settleBlocks());
        key("drain_limit", Optional.of(Values.text(upgrade.drainLimit())));
        key("ready_limit", Optional.of(Values.text(upgrade.readyLimit())));
        key("hold_limit", Optional.of(Values.text(upgrade.holdLimit())));
        key("candidate_limit", Optional.of(Values.text(upgrade.candidateLimit())));
        if (!upgrade.images().registries().isEmpty()) {
            list("registries", upgrade.images().registries());
        }
        key("cosign_key", upgrade.images().cosignKey());
        key("variant", upgrade.images().variant());
    }

    private void operator(Settings.Operator operator) {
        line("\n[operator]");
        if (!operator.accounts().isEmpty()) {
            list("accounts", operator.accounts());
        }
        key("key", operator.key());
        key("granter", operator.granter());
        key("keystore", operator.keystore());
        if (!operator.schedule().isEmpty()) {
            line("# What you expect where the chain says nothing: \"VERSION@HEIGHT\".");
            list("schedule", operator.schedule());
        }
    }

    private void key(String name, Optional<?> value) {
        value.ifPresent(known -> line(name + " = " + quoted(known.toString())));
    }

    private void list(String name, List<?> values) {
        line(
                values.stream()
                        .map(value -> quoted(value.toString()))
                        .collect(Collectors.joining(", ", name + " = [", "]")));
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static String quoted(String value) {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            var character = value.charAt(i);
            if (character < ' ') {
                quoted.append("\\u%04x".formatted((int) character));
            } else {
                quoted.append(character == '"' || character == '\\' ? "\\" : "").append(character);
            }
        }
        return quoted.append('"').toString();
    }
}
