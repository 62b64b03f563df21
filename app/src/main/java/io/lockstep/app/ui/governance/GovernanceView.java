package io.lockstep.app.ui.governance;

import io.lockstep.app.ui.acting.OpenSends;
import io.lockstep.app.ui.overview.ProposalRows;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Freshness;
import io.lockstep.app.ui.parts.Icons;
import io.lockstep.app.ui.parts.Moment;
import io.lockstep.app.ui.parts.Panel;
import io.lockstep.app.ui.parts.Paragraph;
import io.lockstep.app.ui.parts.Scrolled;
import io.lockstep.app.ui.parts.Split;
import io.lockstep.app.ui.parts.View;
import io.lockstep.chain.governance.Proposal;
import java.util.List;
import java.util.Optional;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.controlsfx.control.textfield.CustomTextField;

/// All proposals and, beside them, one in full. Only the rows that are to be seen are made.
public final class GovernanceView implements View {
    private static final double ROW = 58;

    private final Deck deck;
    private final CustomTextField filter = new CustomTextField();
    private final ListView<Proposal> list = new ListView<>();
    private final Paragraph none = new Paragraph("remark");
    private final Panel listPanel;
    private final ProposalDetail detail;
    private final OpenSends open;
    private final Parent root;
    private Optional<Moment> shown = Optional.empty();
    private List<Proposal> offered = List.of();
    private boolean filling;

    /// @param open what was sent before and has no known end
    public GovernanceView(Deck deck, OpenSends open) {
        this.deck = deck;
        this.open = open;
        detail = new ProposalDetail(deck);
        list.setId("governance-list");
        list.setFixedCellSize(ROW);
        list.setMinHeight(120);
        list.setPrefHeight(320);
        list.getStyleClass().add("proposals");
        list.setAccessibleText(deck.texts().get("governance.title"));
        list.setCellFactory(_ -> new ProposalCell(deck, () -> shown));
        list.getSelectionModel().selectedItemProperty().addListener((_, _, _) -> chosen());
        VBox.setVgrow(list, Priority.ALWAYS);
        listPanel = new Panel(deck.texts().get("governance.title"), tools(), none, list);
        var split = new Split(940, new double[] {1, 1.35}, listPanel, detail.root());
        VBox.setVgrow(split, Priority.ALWAYS);
        var page = new VBox(open.root(), split);
        page.getStyleClass().add("page");
        root = Scrolled.of(page);
        root.setId("view-governance");
    }

    private HBox tools() {
        filter.setLeft(Icons.of("bi-search"));
        filter.setPromptText(deck.texts().get("governance.filter"));
        filter.setAccessibleText(deck.texts().get("governance.filter"));
        filter.setId("governance-filter");
        filter.getStyleClass().add("filter");
        filter.textProperty().addListener(_ -> shown.ifPresent(this::render));
        HBox.setHgrow(filter, Priority.ALWAYS);
        var propose = new Button(deck.texts().get("governance.propose"));
        propose.setId("propose");
        propose.setMinWidth(Button.USE_PREF_SIZE);
        propose.setOnAction(_ -> deck.act().accept(new Deck.Wanted.ProposeVersion()));
        var tools = new HBox(filter, files(), propose);
        tools.getStyleClass().add("buttons");
        return tools;
    }

    private MenuButton files() {
        var files = new MenuButton(deck.texts().get("governance.files"));
        files.setId("transaction-files");
        files.setMinWidth(Button.USE_PREF_SIZE);
        files.getItems()
                .setAll(
                        item("governance.signFile", new Deck.Wanted.SignFile()),
                        item("governance.sendFile", new Deck.Wanted.SendFile()));
        return files;
    }

    private MenuItem item(String key, Deck.Wanted wanted) {
        var item = new MenuItem(deck.texts().get(key));
        item.setOnAction(_ -> deck.act().accept(wanted));
        return item;
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void render(Moment moment) {
        shown = Optional.of(moment);
        open.look();
        var reading = moment.snapshot().proposals();
        var all = reading.latest().orElse(List.of());
        listPanel.freshness(Freshness.of(reading, moment.now(), deck.texts(), deck.figures()));
        fill(all.stream().filter(this::wanted).toList());
        none.say(empty(reading.latest().isPresent(), all));
        detail.render(moment, Optional.ofNullable(list.getSelectionModel().getSelectedItem()));
    }

    private String empty(boolean read, List<Proposal> all) {
        if (!read || !offered.isEmpty()) {
            return "";
        }
        return deck.texts().get(all.isEmpty() ? "overview.noProposals" : "governance.noMatch");
    }

    /// Keeps the chosen one chosen while its figures change; scrolls nothing.
    private void fill(List<Proposal> wanted) {
        if (wanted.equals(offered)) {
            list.refresh();
            return;
        }
        var before = Optional.ofNullable(list.getSelectionModel().getSelectedItem());
        offered = wanted;
        filling = true;
        list.getItems().setAll(wanted);
        var index =
                before.map(Proposal::id)
                        .map(id -> index(wanted, id))
                        .filter(found -> found >= 0)
                        .orElse(0);
        list.getSelectionModel().clearAndSelect(index);
        filling = false;
    }

    private static int index(List<Proposal> proposals, long id) {
        for (var i = 0; i < proposals.size(); i++) {
            if (proposals.get(i).id() == id) {
                return i;
            }
        }
        return -1;
    }

    private boolean wanted(Proposal proposal) {
        var words = filter.getText().strip().toLowerCase(java.util.Locale.ROOT);
        if (words.isEmpty()) {
            return true;
        }
        var rows = new ProposalRows(deck.texts(), deck.figures());
        return (proposal.id()
                        + " "
                        + rows.effect(proposal)
                        + " "
                        + proposal.title()
                        + " "
                        + deck.texts().of("governance.chip", proposal.status()))
                .toLowerCase(java.util.Locale.ROOT)
                .contains(words);
    }

    private void chosen() {
        if (!filling) {
            shown.ifPresent(moment ->
                    detail.render(
                            moment,
                            Optional.ofNullable(list.getSelectionModel().getSelectedItem())));
        }
    }
}
