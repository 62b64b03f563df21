package io.lockstep.app.ui.acting;

import io.lockstep.app.acting.Act;
import io.lockstep.app.acting.Manner;
import io.lockstep.app.acting.Wish;
import io.lockstep.app.settings.Settings;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Moment;
import io.lockstep.chain.key.Address;
import io.lockstep.chain.key.KeyEntry;
import io.lockstep.chain.tx.Coin;
import io.lockstep.chain.tx.send.GasPrice;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/// The fields of one act, and who signs it. Each says at once what is wrong with it; only what is
/// right everywhere makes a [Wish].
final class ActForm {
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final Deck deck;
    private final Runnable changed;
    private final ActFields fields;
    private final ComboBox<String> from = new ComboBox<>();
    private final FormField fromField;
    private final TextField granter = new TextField();
    private final FormField granterField;
    private final TextField gasPrice = new TextField("0");
    private final FormField gasField;
    private final CheckBox unordered = new CheckBox();
    private final VBox root = new VBox();

    ActForm(Deck deck, ActFields fields, Settings.Operator operator, Runnable changed) {
        this.deck = deck;
        this.changed = changed;
        this.fields = fields;
        from.setEditable(true);
        from.setMaxWidth(Double.MAX_VALUE);
        fromField = new FormField("from", deck.texts().get("acting.from"), from);
        granterField = new FormField("granter", deck.texts().get("acting.granter"), granter);
        gasField = new FormField("gas", deck.texts().get("acting.gasPrice"), gasPrice);
        granter.getStyleClass().add("address");
        granter.setPromptText(deck.texts().get("acting.granterPrompt"));
        unordered.setText(deck.texts().get("acting.unordered"));
        unordered.setId("act-unordered");
        operator.key()
                .or(() -> operator.accounts().stream().findFirst().map(Address::text))
                .ifPresent(from.getEditor()::setText);
        operator.granter().map(Address::text).ifPresent(granter::setText);
        from.getEditor().textProperty().addListener(_ -> changed.run());
        granter.textProperty().addListener(_ -> changed.run());
        gasPrice.textProperty().addListener(_ -> changed.run());
        unordered.selectedProperty().addListener(_ -> changed.run());
        List<Node> all = new ArrayList<>(fields.nodes());
        all.addAll(List.of(fromField, granterField, gasField, unordered));
        root.getChildren().setAll(all);
        root.getStyleClass().add("act-form");
        fields.onChange(changed);
    }

    Node root() {
        return root;
    }

    /// What the keystore holds; a name that was typed stays.
    void keys(List<KeyEntry> keys) {
        var typed = from.getEditor().getText();
        from.getItems().setAll(keys.stream().map(KeyEntry::name).toList());
        from.getEditor().setText(typed);
        if (typed.isBlank()) {
            keys.stream()
                    .filter(entry -> !entry.watchOnly())
                    .findFirst()
                    .ifPresent(entry -> from.getEditor().setText(entry.name()));
        }
        changed.run();
    }

    void focus() {
        fields.focus();
    }

    /// Empty while a field is wrong or missing.
    Optional<Wish> wish(Moment moment) {
        var act = fields.act(moment);
        var signer = from.getEditor().getText().strip();
        fromField.say(signer.isEmpty() ? deck.texts().get("acting.fromMissing") : "");
        var price = price();
        var inName = granter();
        return act.isEmpty() || signer.isEmpty() || price.isEmpty() || inName.isEmpty()
                ? Optional.empty()
                : Optional.of(wish(act.get(), signer, inName.get(), price.get()));
    }

    private Wish wish(Act act, String signer, Optional<Address> inName, BigDecimal price) {
        var manner =
                new Manner(
                        unordered.isSelected() ? Optional.of(LIFETIME) : Optional.empty(),
                        OptionalLong.empty(),
                        Optional.of(new GasPrice(price, Coin.BASE))
                                .filter(one -> one.amount().signum() > 0),
                        Manner.PATIENCE);
        return new Wish(act, signer, inName, manner);
    }

    /// Empty where it is wrong; an empty optional inside where none is wanted.
    private Optional<Optional<Address>> granter() {
        var text = granter.getText().strip();
        if (text.isEmpty()) {
            granterField.say("");
            return Optional.of(Optional.empty());
        }
        var address = Address.find(text);
        if (address.isEmpty()) {
            granterField.wrong(deck.texts().get("acting.noAddress"));
            return Optional.empty();
        }
        granterField.say(deck.texts().get("acting.granterNote"));
        return Optional.of(address);
    }

    private Optional<BigDecimal> price() {
        var text = gasPrice.getText().strip();
        if (!text.matches("[0-9]{1,12}(\\.[0-9]{1,18})?")) {
            gasField.wrong(deck.texts().get("acting.noPrice"));
            return Optional.empty();
        }
        gasField.say("");
        return Optional.of(new BigDecimal(text));
    }
}
