package io.lockstep.app.cli;

import io.lockstep.app.acting.Act;
import io.lockstep.app.acting.ChainDesk;
import io.lockstep.app.acting.NodeDesk;
import io.lockstep.app.acting.Preview;
import io.lockstep.app.containers.registry.Registry;
import io.lockstep.app.settings.Settings;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.key.SigningKey;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Carries out one act: as a file for a cold machine, or signed and sent from here.
final class ActRun {
    private final Terminal terminal;
    private final Asking asking;
    private final Function<Settings, Optional<Registry>> registries;

    /// @param registries asked whether a proposed version has an image
    ActRun(Terminal terminal, Asking asking, Function<Settings, Optional<Registry>> registries) {
        this.terminal = terminal;
        this.asking = asking;
        this.registries = registries;
    }

    /// Refuses what is objected to.
    int run(Acting acting, Addresses addresses, Act act) {
        return run(acting, addresses, act, false);
    }

    /// @param force goes on although a check objects
    int run(Acting acting, Addresses addresses, Act act, boolean force) {
        var desk = desk(addresses);
        var wish = acting.wish(act);
        if (acting.generateOnly.isPresent()) {
            var preview = desk.preview(wish);
            preview.refusal().map(Problem::what).ifPresent(terminal::complain);
            check(preview, force);
            return new UnsignedReport(terminal).write(desk, preview, acting);
        }
        var earlier = desk.earlier(wish);
        if (earlier.isPresent()) {
            terminal.complain("This was sent before and is not sent again.");
            return OutcomeReport.tell(earlier.get(), acting.json, terminal);
        }
        var preview = desk.preview(wish);
        check(preview, force);
        return send(acting, desk, preview);
    }

    private ChainDesk desk(Addresses addresses) {
        var settings = addresses.settings();
        return new NodeDesk(
                settings,
                addresses.folders(),
                JsonHttp.forProbes(),
                Clock.systemUTC(),
                registries.apply(settings));
    }

    private void check(Preview preview, boolean force) {
        var objections = preview.objections();
        if (objections.isEmpty() || force) {
            objections.forEach(one -> terminal.complain("Objection: " + one));
            return;
        }
        throw new ProblemException(
                new Problem(
                        "propose.objection",
                        String.join(" ", objections),
                        "Nothing was signed and no deposit was spent.",
                        "Change it, or give --force to propose it all the same."));
    }

    private int send(Acting acting, ChainDesk desk, Preview preview) {
        if (!acting.yes && !asking.agreed(shown(preview), "Sign and send it?")) {
            terminal.complain("Nothing was signed and nothing was sent.");
            return ExitCode.FAILED;
        }
        var outcome = desk.send(preview, () -> opened(desk, preview), _ -> {});
        return OutcomeReport.tell(outcome, acting.json, terminal);
    }

    private SigningKey opened(ChainDesk desk, Preview preview) {
        var from = preview.wish().from();
        var password = asking.secret("Password of the key " + from);
        try {
            return desk.unlock(from, password);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private static List<String> shown(Preview preview) {
        var prepared = preview.ready();
        List<String> lines = new ArrayList<>();
        lines.add(
                "On %s, signed with the key of %s (account %d, sequence %d):"
                        .formatted(
                                prepared.data().chainId(),
                                preview.signer(),
                                prepared.data().accountNumber(),
                                prepared.data().sequence()));
        lines.addAll(preview.words());
        return lines;
    }
}
