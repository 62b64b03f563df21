package io.lockstep.app.ui.acting;

import io.lockstep.app.acting.Act;
import io.lockstep.app.acting.Wording;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Moment;
import io.lockstep.chain.follow.Head;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.tx.Amounts;
import io.lockstep.chain.upgrade.VersionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;

/// A version, or a name, from a height on, and what the proposal says about itself.
final class ProposalFields implements ActFields {
    private final Deck deck;
    private final boolean halts;
    private final TextField version = new TextField();
    private final TextField height = new TextField();
    private final TextArea info = new TextArea();
    private final TextField title = new TextField();
    private final TextArea summary = new TextArea();
    private final TextField deposit = new TextField();
    private final CheckBox expedited = new CheckBox();
    private final FormField versionField;
    private final FormField heightField;
    private final FormField depositField;
    private final List<Node> nodes = new ArrayList<>();

    /// @param halts whether it is a software upgrade of the chain
    /// @param deposit to begin with
    ProposalFields(Deck deck, boolean halts, String deposit) {
        this.deck = deck;
        this.halts = halts;
        this.deposit.setText(deposit);
        versionField = field("version", halts ? "acting.name" : "acting.version", version);
        heightField = field("height", halts ? "acting.haltHeight" : "acting.height", height);
        version.setPromptText(halts ? "v0.2.1" : "v3.0.10");
        height.setPromptText("1250000");
        if (halts) {
            field("info", "acting.info", info);
            info.setPromptText("{\"binaries\":{…},\"node_version\":\"v3.0.10\"}");
            info.setPrefRowCount(3);
        }
        field("title", "acting.title", title);
        field("summary", "acting.summary", summary);
        summary.setPrefRowCount(2);
        depositField = field("deposit", "acting.deposit", this.deposit);
        expedited.setText(deck.texts().get("acting.expedited"));
        expedited.setId("act-expedited");
        nodes.add(expedited);
        summary.setWrapText(true);
        info.setWrapText(true);
    }

    private FormField field(String id, String key, Node control) {
        var field = new FormField(id, deck.texts().get(key), control);
        nodes.add(field);
        return field;
    }

    @Override
    public List<Node> nodes() {
        return List.copyOf(nodes);
    }

    @Override
    public void onChange(Runnable changed) {
        for (var input : List.of(version, height, info, title, summary, deposit)) {
            input.textProperty().addListener(_ -> changed.run());
        }
        expedited.selectedProperty().addListener(_ -> changed.run());
    }

    @Override
    public Optional<Act> act(Moment moment) {
        var named = version();
        var from = height(moment);
        var paid = deposit();
        title.setPromptText(wording().title());
        summary.setPromptText(wording().summary());
        return named && from.isPresent() && paid ? Optional.of(act(from.get())) : Optional.empty();
    }

    private Act act(long from) {
        var terms =
                new Act.Terms(
                        filled(title.getText(), wording().title()),
                        filled(summary.getText(), wording().summary()),
                        "",
                        Optional.of(deposit.getText().strip()),
                        expedited.isSelected());
        var named = version.getText().strip();
        return halts
                ? new Act.SoftwareUpgrade(named, from, info.getText().strip(), terms)
                : new Act.NodeVersion(named, from, terms);
    }

    private boolean version() {
        var text = version.getText().strip();
        var flaw = VersionName.flaw(text);
        if (text.isEmpty()) {
            versionField.say(deck.texts().get("acting.versionMissing"));
        } else {
            flaw.ifPresentOrElse(
                    why -> versionField.wrong(deck.texts().get("acting.noVersion", why)),
                    () -> versionField.say(""));
        }
        return flaw.isEmpty();
    }

    private Optional<Long> height(Moment moment) {
        var text = height.getText().replaceAll("[\\s\u202f\u00a0,]", "");
        if (text.isEmpty()) {
            heightField.say(deck.texts().get("acting.heightMissing"));
            return Optional.empty();
        }
        if (!text.matches("[0-9]{1,18}")) {
            heightField.wrong(deck.texts().get("acting.noHeight"));
            return Optional.empty();
        }
        var wanted = Long.parseLong(text);
        var head = moment.snapshot().chain().live().flatMap(chain -> chain.head());
        if (head.filter(now -> wanted <= now.appliedHeight()).isPresent()) {
            heightField.wrong(
                    deck.texts()
                            .get(
                                    "acting.heightPast",
                                    deck.figures().whole(head.get().appliedHeight())));
            return Optional.empty();
        }
        heightField.say(head.map(now -> distance(now, wanted)).orElse(""));
        return Optional.of(wanted);
    }

    private String distance(Head head, long wanted) {
        var blocks = deck.figures().whole(head.blocksUntil(wanted));
        return head.eta(wanted)
                .map(eta ->
                        deck.texts()
                                .get(
                                        "acting.heightIn",
                                        blocks,
                                        deck.figures().day(eta.earliest()),
                                        deck.figures().day(eta.latest())))
                .orElseGet(() -> deck.texts().get("acting.heightBlocks", blocks));
    }

    private boolean deposit() {
        var text = deposit.getText().strip();
        if (text.isEmpty()) {
            depositField.say(deck.texts().get("acting.noDeposit"));
            return true;
        }
        try {
            depositField.say(deck.texts().get("acting.amountIs", Amounts.read(text).words()));
            return true;
        } catch (ProblemException e) {
            depositField.wrong(e.problem().what());
            return false;
        }
    }

    private Wording wording() {
        var from = height.getText().strip();
        var named = version.getText().strip();
        return halts ? Wording.softwareUpgrade(named, from) : Wording.nodeVersion(named, from);
    }

    private static String filled(String text, String otherwise) {
        return text.isBlank() ? otherwise : text.strip();
    }

    @Override
    public void focus() {
        version.requestFocus();
    }
}
