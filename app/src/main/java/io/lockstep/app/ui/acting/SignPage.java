package io.lockstep.app.ui.acting;

import io.lockstep.app.acting.ChainDesk;
import io.lockstep.app.acting.ChainDesk.SignOrder;
import io.lockstep.app.acting.ChainDesk.Unsigned;
import io.lockstep.app.ui.Latest;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Moment;
import io.lockstep.app.ui.parts.Paragraph;
import io.lockstep.app.ui.text.Foreign;
import io.lockstep.chain.key.KeyEntry;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.tx.SignerData;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Signs a transaction file that was made elsewhere. No network is touched: number and sequence of
/// the account are typed.
final class SignPage implements ActSheet.Page {
    private final Deck deck;
    private final ChainDesk desk;
    private final FileField file;
    private final TextField chainId = new TextField();
    private final TextField number = new TextField();
    private final TextField sequence = new TextField();
    private final Latest<List<String>> keys;
    private final ComboBox<String> key = new ComboBox<>();
    private final TextField out = new TextField();
    private final Paragraph content = new Paragraph("effect");
    private final Paragraph words = new Paragraph("outcome");
    private final CommandLines commands;
    private final SecretField password;
    private final Button sign = new Button();
    private final Latest<Told> told;
    private final VBox root;
    private Optional<Unsigned> unsigned = Optional.empty();

    /// @param read what was read now; empty when nothing was
    private record Told(Optional<Unsigned> read, String words, List<String> commands) {}

    SignPage(Deck deck, ChainDesk desk, Executor fxThread, Moment moment, Runnable close) {
        this.deck = deck;
        this.desk = desk;
        told = new Latest<>(fxThread, (Told news) -> show(news));
        keys = new Latest<>(fxThread, (List<String> names) -> show(names));
        commands = new CommandLines(deck);
        password = new SecretField(deck.texts().get("acting.password"), this::sign);
        moment.snapshot()
                .chain()
                .latest()
                .flatMap(chain -> chain.head())
                .ifPresent(head -> chainId.setText(head.chainId()));
        content.setId("sign-content");
        content.say("");
        words.setId("sign-outcome");
        words.say("");
        commands.show(List.of());
        file = new FileField(deck, "sign", this::read, this::forget);
        sign.setDisable(true);
        sign.setText(deck.texts().get("acting.signIt"));
        sign.setId("sign-primary");
        sign.getStyleClass().add("primary");
        sign.setMinWidth(Region.USE_PREF_SIZE);
        sign.setOnAction(_ -> sign());
        var form =
                new VBox(
                        file.root(),
                        content,
                        field("sign-chain", "acting.chain", chainId),
                        field("sign-number", "acting.number", number),
                        field("sign-sequence", "acting.sequence", sequence),
                        field("sign-key", "acting.key", key),
                        field("sign-out", "acting.out", out));
        form.getStyleClass().add("act-form");
        key.setMaxWidth(Double.MAX_VALUE);
        var scroll = new ScrollPane(form);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("detail-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        HBox.setHgrow(password, Priority.ALWAYS);
        var done = new Button(deck.texts().get("acting.done"));
        done.setOnAction(_ -> close.run());
        var line = new HBox(password, sign, done);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("way-line");
        var ways = new VBox(words, commands.root(), line);
        ways.getStyleClass().add("ways-out");
        root = new VBox(scroll, ways);
        root.getStyleClass().add("act-page");
        file.takeDropsOn(root);
        Thread.ofVirtual().name("keys").start(this::readKeys);
    }

    /// Another file: what was read before no longer counts.
    private void forget() {
        out.setText(file.text() + ".signed");
        unsigned = Optional.empty();
        content.say("");
        sign.setDisable(true);
    }

    private void readKeys() {
        try {
            keys.accept(names());
        } catch (ProblemException e) {
            told.accept(failed(e));
        }
    }

    private List<String> names() {
        return desk.keys().stream()
                .filter(entry -> !entry.watchOnly())
                .map(KeyEntry::name)
                .toList();
    }

    private FormField field(String id, String name, Node control) {
        return new FormField(id, deck.texts().get(name), control);
    }

    private void read() {
        var named = file.text();
        work(
                "read file",
                () -> new Told(Optional.of(desk.read(FileField.path(named))), "", List.of()));
    }

    private void sign() {
        if (!number.getText().strip().matches("[0-9]{1,18}")
                || !sequence.getText().strip().matches("[0-9]{1,18}")
                || key.getValue() == null
                || unsigned.isEmpty()
                || password.isEmpty()) {
            words.say(deck.texts().get("acting.signMissing"));
            return;
        }
        var order =
                new SignOrder(
                        unsigned.get(),
                        new SignerData(
                                chainId.getText().strip(),
                                Long.parseLong(number.getText().strip()),
                                Long.parseLong(sequence.getText().strip())),
                        Optional.empty(),
                        Path.of(out.getText().strip()));
        var secret = password.take();
        sign.setDisable(true);
        var name = key.getValue();
        work("sign file", () -> signed(order, name, secret));
    }

    private Told signed(SignOrder order, String name, char[] secret) {
        try {
            var written = desk.sign(order, () -> desk.unlock(name, secret)).handover();
            return new Told(
                    Optional.empty(),
                    deck.texts().get("acting.written", written.file()),
                    written.commands());
        } finally {
            Arrays.fill(secret, '\0');
        }
    }

    private void work(String name, java.util.function.Supplier<Told> work) {
        Thread.ofVirtual()
                .name(name)
                .start(() -> {
                    try {
                        told.accept(work.get());
                    } catch (ProblemException e) {
                        told.accept(failed(e));
                    }
                });
    }

    private static Told failed(ProblemException e) {
        return new Told(Optional.empty(), e.problem().sentence(), List.of());
    }

    private void show(List<String> names) {
        key.getItems().setAll(names);
        key.getSelectionModel().selectFirst();
    }

    private void show(Told news) {
        news.read()
                .ifPresent(read -> {
                    unsigned = Optional.of(read);
                    content.say(Foreign.lines(String.join("\n", read.words()), 3000));
                });
        sign.setDisable(unsigned.isEmpty());
        words.say(news.words());
        commands.show(news.commands());
    }

    @Override
    public Node root() {
        return root;
    }

    @Override
    public void render(Moment moment) {}

    @Override
    public void focus() {
        file.focus();
    }

    @Override
    public void leave() {
        password.wipe();
    }
}
