package io.lockstep.app.ui;

import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Moment;
import io.lockstep.app.ui.parts.Place;
import io.lockstep.app.ui.upgrade.Stage;
import io.lockstep.app.ui.upgrade.UpgradeView;
import io.lockstep.app.upgrade.Plan;
import io.lockstep.app.upgrade.StepName;
import io.lockstep.app.upgrade.StepState;
import io.lockstep.chain.follow.ChainView;
import io.lockstep.chain.governance.ProposalStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// What the palette offers at this moment. Nothing that is not possible now is listed.
record Commands(Deck deck, Consumer<String> copy, Consumer<Theme> wear) {

    /// @param keys how else to do it
    record Command(String id, String name, String keys, Runnable run) {

        boolean matches(String words) {
            var all = name.toLowerCase(Locale.ROOT);
            return List.of(words.toLowerCase(Locale.ROOT).strip().split("\\s+", -1)).stream()
                    .allMatch(all::contains);
        }
    }

    List<Command> of(Moment moment) {
        List<Command> all = new ArrayList<>();
        acts(moment, all);
        for (var place : Place.values()) {
            all.add(
                    new Command(
                            "go-" + place,
                            deck.texts().get("frame.go", deck.texts().of("frame.place", place)),
                            deck.texts().get("frame.goKeys", place.digit()),
                            () -> deck.go().accept(place)));
        }
        onChain(moment, all);
        copies(moment, all);
        for (var theme : Theme.values()) {
            all.add(
                    new Command(
                            "theme-" + theme,
                            deck.texts().of("frame.theme", theme),
                            "",
                            () -> wear.accept(theme)));
        }
        return List.copyOf(all);
    }

    private void acts(Moment moment, List<Command> all) {
        var stage = Stage.of(moment.snapshot());
        stage.upgrade()
                .flatMap(Plan::current)
                .filter(step -> step.state() instanceof StepState.Ready)
                .ifPresent(step -> all.add(next(stage, step.name())));
        if (UpgradeView.possible(Deck.Question.DISARM, moment)) {
            all.add(ask(Deck.Question.DISARM, "upgrade.disarmAsk"));
        }
        if (UpgradeView.possible(Deck.Question.ROLL_BACK, moment)) {
            all.add(ask(Deck.Question.ROLL_BACK, "upgrade.rollBackAsk"));
        }
        if (UpgradeView.possible(Deck.Question.SWITCH_BACK, moment)) {
            all.add(ask(Deck.Question.SWITCH_BACK, "upgrade.rollBackAsk"));
        }
        if (UpgradeView.possible(Deck.Question.OVERRIDE, moment)) {
            all.add(ask(Deck.Question.OVERRIDE, "upgrade.overrideAsk"));
        }
        if (stage.upgrade().isPresent()) {
            var on = moment.snapshot().upgrade().automatic();
            all.add(
                    new Command(
                            "automatic",
                            deck.texts().get(on ? "frame.automaticOff" : "frame.automaticOn"),
                            "",
                            () -> deck.intents().automatic(!on)));
        }
    }

    private void onChain(Moment moment, List<Command> all) {
        moment.snapshot().proposals().latest().orElse(List.of()).stream()
                .filter(proposal -> proposal.status() == ProposalStatus.VOTING_PERIOD)
                .limit(5)
                .forEach(proposal ->
                        all.add(
                                act(
                                        "vote-" + proposal.id(),
                                        deck.texts()
                                                .get(
                                                        "frame.vote",
                                                        deck.figures().whole(proposal.id())),
                                        new Deck.Wanted.Vote(proposal.id()))));
        all.add(
                act(
                        "propose-version",
                        deck.texts().get("frame.proposeVersion"),
                        new Deck.Wanted.ProposeVersion()));
        all.add(
                act(
                        "propose-upgrade",
                        deck.texts().get("frame.proposeUpgrade"),
                        new Deck.Wanted.ProposeUpgrade()));
        all.add(act("sign-file", deck.texts().get("frame.signFile"), new Deck.Wanted.SignFile()));
        all.add(act("send-file", deck.texts().get("frame.sendFile"), new Deck.Wanted.SendFile()));
    }

    private Command act(String id, String name, Deck.Wanted wanted) {
        return new Command(id, name, "", () -> deck.act().accept(wanted));
    }

    private Command next(Stage stage, StepName step) {
        var version = stage.upgrade().map(plan -> plan.goal().upgrade().version()).orElse("");
        return new Command(
                "next",
                deck.texts().of("upgrade.act", step, version),
                "",
                () -> {
                    if (step == StepName.CLEAN_UP) {
                        deck.go().accept(Place.UPGRADE);
                    } else {
                        deck.intents().carryOut(step);
                    }
                });
    }

    private Command ask(Deck.Question question, String key) {
        return new Command(
                question.name(), deck.texts().get(key), "", () -> deck.ask().accept(question));
    }

    private void copies(Moment moment, List<Command> all) {
        var head = moment.snapshot().chain().latest().flatMap(ChainView::head);
        head.ifPresent(known -> {
            all.add(copying("height", Long.toString(known.appliedHeight())));
            all.add(copying("chainId", known.chainId()));
        });
        Stage.of(moment.snapshot())
                .upgrade()
                .ifPresent(plan -> {
                    all.add(copying("version", plan.goal().upgrade().version()));
                    all.add(
                            copying(
                                    "upgradeHeight",
                                    Long.toString(plan.goal().upgrade().height())));
                });
    }

    private Command copying(String what, String value) {
        return new Command(
                "copy-" + what,
                deck.texts().get("frame.copy." + what, value),
                "",
                () -> copy.accept(value));
    }
}
