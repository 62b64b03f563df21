package io.lockstep.app.cli;

import io.lockstep.app.proxy.nginx.EngineFlags;
import io.lockstep.app.proxy.nginx.Front;
import io.lockstep.app.proxy.nginx.NginxImport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// An import for people.
final class ImportText {
    private final List<String> lines = new ArrayList<>();

    private ImportText() {}

    static List<String> of(NginxImport read, EngineFlags flags) {
        var text = new ImportText();
        read.front().listeners().forEach(text::listener);
        if (!read.front().listeners().isEmpty()) {
            text.limits(read.front().limits());
        }
        text.notUnderstood(read);
        text.command(read, flags);
        return List.copyOf(text.lines);
    }

    private void listener(Front.Listener listener) {
        lines.add("Listens on %s.".formatted(listener.address()));
        for (var route : listener.routes()) {
            lines.add(
                    "  /%s/ goes to %s, the prefix %s."
                            .formatted(
                                    route.prefix(),
                                    route.upstream().host(route.upstream().port()),
                                    route.strip() ? "taken away" : "kept"));
        }
        lines.add(
                listener.defaultRoute()
                        .map(to -> "  Everything else goes to %s.".formatted(to.host(to.port())))
                        .orElse("  Everything else goes nowhere."));
    }

    private void limits(Front.Limits limits) {
        lines.add(
                "Limits: %s, connect %s, send %s, read %s."
                        .formatted(
                                limits.bodyBytes() == 0
                                        ? "bodies of any size"
                                        : "bodies up to %d bytes".formatted(limits.bodyBytes()),
                                time(limits.connect()),
                                time(limits.send()),
                                time(limits.read())));
        lines.add("The engine has its own: bodies of any size, connect 5 s, silence 24 h.");
    }

    private static String time(Duration duration) {
        if (duration.toMillis() % 1000 != 0) {
            return duration.toMillis() + " ms";
        }
        return duration.toSeconds() % 3600 == 0 && !duration.isZero()
                ? duration.toHours() + " h"
                : duration.toSeconds() + " s";
    }

    private void notUnderstood(NginxImport read) {
        if (read.notUnderstood().isEmpty()) {
            lines.add("Everything in the file was understood.");
            return;
        }
        lines.add("Not understood, and what would be lost:");
        read.notUnderstood().forEach(lost -> lines.add("  " + lost.sentence()));
    }

    private void command(NginxImport read, EngineFlags flags) {
        if (!flags.misfits().isEmpty()) {
            lines.add("The engine cannot do this:");
            flags.misfits().forEach(misfit -> lines.add("  " + misfit));
            return;
        }
        lines.add(
                read.notUnderstood().isEmpty()
                        ? "The same with Lockstep:"
                        : "The same with Lockstep, but for what was not understood:");
        lines.add("  " + flags.command());
        lines.add(
                "On purpose otherwise: /VERSION without a slash is served, not redirected; //, dot"
                        + " segments and encoded slashes are refused; other paths and Host stay as"
                        + " the client sent them.");
    }
}
