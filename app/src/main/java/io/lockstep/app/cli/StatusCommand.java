package io.lockstep.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.lockstep.app.session.Parts;
import io.lockstep.app.session.Session;
import io.lockstep.app.settings.Settings;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.upgrade.Overrides;
import io.lockstep.chain.problem.Printable;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Looks once at everything and says what it saw; touches nothing.
@Command(
        name = "status",
        description =
                "Look at chain, proposals, containers, GPUs and proxy once and say what is seen.",
        footer = {
            "",
            "Examples:",
            "  lockstep status --rpc http://127.0.0.1:26657 --rest http://127.0.0.1:1317",
            "  lockstep status --json --config ./lockstep.toml",
            "",
            "Ends with 0 when the height of the chain is known and every address that was given",
            "answers, with 69 when not."
        })
final class StatusCommand implements Callable<Integer> {
    private static final Duration DEADLINE = Duration.ofSeconds(6);
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Parts parts;
    private final Terminal terminal;

    @Mixin private final Addresses addresses = new Addresses();

    @Option(names = "--json", description = "as JSON, for programs")
    private boolean json;

    @Option(names = "--watch", description = "again every two seconds until interrupted")
    private boolean watch;

    StatusCommand(Parts parts, Terminal terminal) {
        this.parts = parts;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        var settings = addresses.settings();
        try (var look = Session.look(settings, parts, Clock.systemUTC())) {
            var snapshot = look.once(DEADLINE);
            show(snapshot, settings);
            while (watch) {
                snapshot = look.again(Duration.ofSeconds(2));
                terminal.say("");
                show(snapshot, settings);
            }
            return whole(snapshot, settings) ? ExitCode.FINE : ExitCode.MISSING;
        }
    }

    private void show(Snapshot snapshot, Settings settings) {
        if (json) {
            terminal.say(text(snapshot));
            return;
        }
        var overrides = Overrides.kept(addresses.folders().data());
        var plan = Session.planner(settings).plan(snapshot, Optional.empty(), overrides);
        var asides = sentences(snapshot, part -> !given(settings).contains(part));
        StatusText.of(snapshot, asides, plan).forEach(terminal::say);
        sentences(snapshot, given(settings)::contains).forEach(terminal::complain);
    }

    /// What is wrong in these parts. Proposals and upgrades come from one address, whose trouble is
    /// told once.
    private static List<String> sentences(Snapshot snapshot, Predicate<String> parts) {
        Set<String> told = new HashSet<>();
        return Troubles.of(snapshot).stream()
                .filter(trouble -> parts.test(trouble.part()))
                .filter(trouble ->
                        !trouble.part().equals("upgrades") || !told.contains(code(trouble)))
                .peek(trouble -> told.add(code(trouble)))
                .map(trouble -> Printable.line(trouble.problem().sentence()))
                .distinct()
                .toList();
    }

    private static String code(Troubles.Trouble trouble) {
        return trouble.problem().code();
    }

    private static String text(Snapshot snapshot) {
        try {
            return JSON.writeValueAsString(StatusJson.of(snapshot));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always JSON", e);
        }
    }

    /// Whether the height is known and everything the operator gave an address for was read.
    private static boolean whole(Snapshot snapshot, Settings settings) {
        return Troubles.of(snapshot).stream().noneMatch(t -> given(settings).contains(t.part()));
    }

    private static Set<String> given(Settings settings) {
        Set<String> given = new HashSet<>(Set.of("chain"));
        settings.chain().rest().ifPresent(_ -> given.addAll(Set.of("proposals", "upgrades")));
        settings.apiNode().admin().ifPresent(_ -> given.add("nodes"));
        settings.docker().ifPresent(_ -> given.add("containers"));
        settings.engine().socket().ifPresent(_ -> given.add("proxy"));
        return given;
    }
}
