package io.lockstep.app.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Place;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Draws governance and the sheet in which one acts, in both looks, for eyes.
class ActingPicturesTest {
    private static final Path FOLDER = Path.of("target", "screens");

    @BeforeAll
    static void toolkit() {
        Fx.start();
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void governanceOfAWatchedAccount(Theme theme) {
        var bench = governance(theme);
        picture(bench, "governance-watched", theme);

        Fx.run(() -> {
            bench.frame.render(Hostile.scene());
            bench.layout();
        });
        picture(bench, "governance-hostile", theme);

        assertThat(bench.texts()).noneMatch(text -> text.contains("\u202e"));
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void aVoteIsReadyToBeSigned(Theme theme) {
        var bench = governance(theme).want(new Deck.Wanted.Vote(8));
        picture(bench, "act-vote-open", theme);
        bench.click("vote-YES");
        bench.see(() -> bench.says("act-words", "votes yes"));
        bench.type("act-password", "correct horse");
        picture(bench, "act-vote", theme);
        bench.click("act-primary");
        bench.see(() -> bench.says("act-outcome", "stands in block"));
        picture(bench, "act-vote-done", theme);
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void aProposalIsObjectedToBeforeItCosts(Theme theme) {
        var bench = governance(theme);
        bench.desk.objections =
                List.of(
                        "The vote ends at about block 1278605, not before the height 1260000: passed"
                                + " too late, it would do nothing.");
        bench.want(new Deck.Wanted.ProposeVersion());
        bench.enter("act-version", "v3.0/12");
        bench.enter("act-height", "1260000");
        picture(bench, "act-propose-wrong", theme);
        bench.enter("act-version", "v3.0.12");
        bench.see(() -> bench.says("act-words", "proposes"));
        picture(bench, "act-propose", theme);
        bench.click("way-UNSIGNED");
        bench.click("act-primary");
        bench.see(() -> bench.says("act-outcome", "Written"));
        picture(bench, "act-propose-file", theme);
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void theOthers(Theme theme) {
        picture(
                governance(theme).want(new Deck.Wanted.ProposeUpgrade()),
                "act-propose-upgrade",
                theme);
        picture(governance(theme).want(new Deck.Wanted.Cancel(8)), "act-cancel", theme);
        picture(governance(theme).want(new Deck.Wanted.SignFile()), "act-sign-file", theme);
        var file = governance(theme).want(new Deck.Wanted.SendFile());
        file.chosen = Optional.of(Path.of("/media/stick/vote-8.json.signed"));
        file.click("send-choose");
        file.see(() -> file.says("send-outcome", "fits the chain"));
        picture(file, "act-send-file", theme);
        picture(new Bench(theme).open(Place.SETTINGS).show(Scenes.quiet()), "settings", theme);
        picture(
                new Bench(theme).open(Place.UPGRADE).show(Scenes.watched(Scenes.quiet())),
                "upgrade-schedule",
                theme);
    }

    private static Bench governance(Theme theme) {
        return new Bench(theme)
                .window()
                .open(Place.GOVERNANCE)
                .show(Scenes.watched(Scenes.armed()));
    }

    private static void picture(Bench bench, String name, Theme theme) {
        Fx.picture(
                bench.scene,
                FOLDER.resolve(name + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png"));
    }
}
