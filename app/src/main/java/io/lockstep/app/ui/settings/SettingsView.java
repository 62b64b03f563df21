package io.lockstep.app.ui.settings;

import io.lockstep.app.ui.FirstRun;
import io.lockstep.app.ui.FirstRun.Field;
import io.lockstep.app.ui.FirstRun.Finding;
import io.lockstep.app.ui.FirstRun.Form;
import io.lockstep.app.ui.FirstRun.Who;
import io.lockstep.app.ui.Latest;
import io.lockstep.app.ui.Theme;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Moment;
import io.lockstep.app.ui.parts.Panel;
import io.lockstep.app.ui.parts.Paragraph;
import io.lockstep.app.ui.parts.Scrolled;
import io.lockstep.app.ui.parts.Split;
import io.lockstep.app.ui.parts.View;
import io.lockstep.chain.problem.ProblemException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Asks for the addresses, tests each and keeps them; on first use it is the only view that counts.
public final class SettingsView implements View {
    private final Deck deck;
    private final FirstRun firstRun;
    private final AddressField rpcs;
    private final AddressField rest;
    private final AddressField dapi;
    private final AddressField docker;
    private final AddressField accounts;
    private final AddressField granter;
    private final AddressField key;
    private final AddressField keystore;
    private final AddressField schedule;
    private final Button test = new Button();
    private final Button save = new Button();
    private final Paragraph outcome = new Paragraph("outcome");
    private final Latest<Outcome> arrived;
    private final Parent root;

    /// What a test or an attempt to save came to.
    private record Outcome(List<Finding> findings, String sentence) {}

    public SettingsView(
            Deck deck, FirstRun firstRun, Executor fxThread, Theme theme, Consumer<Theme> wear) {
        this.deck = deck;
        this.firstRun = firstRun;
        arrived = new Latest<>(fxThread, this::show);
        var texts = deck.texts();
        rpcs = field(Field.RPC);
        rest = field(Field.REST);
        dapi = field(Field.DAPI);
        docker = field(Field.DOCKER);
        accounts = field(Field.ACCOUNTS);
        granter = field(Field.GRANTER);
        key = field(Field.KEY);
        keystore = field(Field.KEYSTORE);
        schedule = field(Field.SCHEDULE);
        var current = firstRun.current();
        rpcs.text(String.join(", ", current.rpcs()));
        rest.text(current.rest());
        dapi.text(current.dapi());
        docker.text(current.docker());
        who(current.who());
        test.setText(texts.get("settings.test"));
        test.setId("settings-test");
        test.setOnAction(_ -> test());
        save.setText(texts.get("settings.save"));
        save.setId("settings-save");
        save.getStyleClass().add("primary");
        save.setOnAction(_ -> save());
        save.setManaged(firstRun.keeps());
        save.setVisible(firstRun.keeps());
        fields().forEach(field -> field.editable(firstRun.keeps()));
        outcome.setId("settings-outcome");
        outcome.say("");
        var buttons = new HBox(save, test);
        buttons.getStyleClass().add("buttons");
        var intro = new Paragraph("tone-muted");
        intro.say(
                texts.get(
                        !firstRun.keeps()
                                ? "settings.rehearsal"
                                : current.rpcs().isEmpty() ? "settings.first" : "settings.intro"));
        var addresses =
                new Panel(
                        texts.get(
                                current.rpcs().isEmpty()
                                        ? "settings.firstTitle"
                                        : "settings.addresses"),
                        intro,
                        rpcs.root(),
                        rest.root(),
                        dapi.root(),
                        docker.root(),
                        buttons,
                        outcome);
        var looks = new Panel(texts.get("settings.looks"), themes(theme, wear));
        var you = new Paragraph("tone-muted");
        you.say(texts.get("settings.whoIntro"));
        var who =
                new Panel(
                        texts.get("settings.who"),
                        you,
                        accounts.root(),
                        granter.root(),
                        key.root(),
                        keystore.root(),
                        schedule.root());
        VBox.setVgrow(who, Priority.ALWAYS);
        var right = new VBox(who, looks);
        right.getStyleClass().add("column");
        var split = new Split(900, new double[] {1.15, 1}, addresses, right);
        VBox.setVgrow(split, Priority.ALWAYS);
        var page = new VBox(split);
        page.getStyleClass().add("page");
        root = Scrolled.of(page);
        root.setId("view-settings");
    }

    private AddressField field(Field field) {
        return new AddressField(
                field,
                deck.texts().of("settings.field", field),
                deck.texts().of("settings.hint", field),
                deck.texts().of("settings.prompt", field));
    }

    private HBox themes(Theme theme, Consumer<Theme> wear) {
        var group = new ToggleGroup();
        var row = new HBox();
        row.getStyleClass().add("segments");
        for (var each : Theme.values()) {
            var button = new ToggleButton(deck.texts().of("settings.theme", each));
            button.setId("theme-" + each);
            button.setToggleGroup(group);
            button.setSelected(each == theme);
            button.setOnAction(_ -> {
                button.setSelected(true);
                wear.accept(each);
            });
            row.getChildren().add(button);
        }
        return row;
    }

    @Override
    public Parent root() {
        return root;
    }

    /// The form is the operator's; no snapshot writes into it.
    @Override
    public void render(Moment moment) {}

    private Form form() {
        return new Form(
                several(rpcs),
                rest.text(),
                dapi.text(),
                docker.text(),
                new Who(
                        several(accounts),
                        granter.text(),
                        key.text(),
                        keystore.text(),
                        several(schedule)));
    }

    private void who(Who who) {
        accounts.text(String.join(", ", who.accounts()));
        granter.text(who.granter());
        key.text(who.key());
        keystore.text(who.keystore());
        schedule.text(String.join(", ", who.schedule()));
    }

    private static List<String> several(AddressField field) {
        return Stream.of(field.text().split("[,\\s]+", -1)).filter(one -> !one.isEmpty()).toList();
    }

    private void test() {
        var form = form();
        fields().stream()
                .filter(field -> !field.text().isEmpty())
                .filter(field -> field != key && field != schedule)
                .forEach(field -> field.testing(deck.texts().get("settings.testing")));
        begin("test of the addresses", () -> new Outcome(firstRun.check(form), ""));
    }

    private void save() {
        var form = form();
        begin(
                "saving of the settings",
                () -> {
                    firstRun.save(form);
                    return new Outcome(firstRun.check(form), deck.texts().get("settings.saved"));
                });
    }

    private void begin(String task, Supplier<Outcome> work) {
        test.setDisable(true);
        save.setDisable(true);
        outcome.say("");
        Thread.ofVirtual().name(task).start(() -> arrived.accept(attempt(work)));
    }

    private static Outcome attempt(Supplier<Outcome> work) {
        try {
            return work.get();
        } catch (ProblemException e) {
            return new Outcome(List.of(), e.problem().sentence());
        }
    }

    private void show(Outcome result) {
        test.setDisable(false);
        save.setDisable(false);
        fields().forEach(AddressField::clear);
        fields().forEach(field -> field.findings(result.findings()));
        outcome.say(result.sentence());
    }

    private List<AddressField> fields() {
        return List.of(rpcs, rest, dapi, docker, accounts, granter, key, keystore, schedule);
    }
}
