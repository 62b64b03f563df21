package io.lockstep.app.ui.overview;

import io.lockstep.app.ui.parts.Cell;
import io.lockstep.app.ui.parts.CellLabel;
import io.lockstep.app.ui.parts.Tone;
import io.lockstep.app.ui.text.Texts;
import java.util.List;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.CubicCurve;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;

/// The two tracks with the points between them.
final class TrafficPicture extends Pane {
    private static final PseudoClass CANDIDATE = PseudoClass.getPseudoClass("candidate");
    private static final PseudoClass UNKNOWN = PseudoClass.getPseudoClass("unknown");
    private static final double HEIGHT = 236;
    private static final double ENGINE_X = 186;
    private static final double ENGINE_WIDTH = 118;
    private static final double ENGINE_HEIGHT = 96;
    private static final double CARD_HEIGHT = 104;

    private final Label rate = new Label();
    private final Label firstByte = new Label();
    private final VBox source;
    private final Line inward = new Line();
    private final Polygon inwardHead = new Polygon(0, -6, 12, 0, 0, 6);
    private final Label generation = new Label();
    private final VBox engine;
    private final Points points = new Points();
    private final CubicCurve upperWay = new CubicCurve();
    private final CubicCurve lowerWay = new CubicCurve();
    private final Polygon upperHead = new Polygon(0, -6, 12, 0, 0, 6);
    private final CellLabel upperRoute = new CellLabel();
    private final CellLabel upperNote = new CellLabel();
    private final CellLabel lowerRoute = new CellLabel();
    private final CellLabel lowerNote = new CellLabel();
    private final TrackCard upperCard = new TrackCard("solid");
    private final TrackCard lowerCard = new TrackCard("dashed");
    private final Flow flow;

    TrafficPicture(Texts texts, boolean still) {
        flow = new Flow(still);
        setId("traffic-picture");
        var name = new Label(texts.get("overview.apiNode"));
        var first = new Label(texts.get("overview.firstByte"));
        rate.getStyleClass().add("rate");
        rate.setId("rate");
        source = new VBox(name, rate, first, firstByte);
        source.getStyleClass().add("source");
        source.setAlignment(Pos.CENTER_LEFT);
        engine = new VBox(new Label(texts.get("overview.engineBox")), points, generation);
        engine.getStyleClass().add("engine-box");
        generation.setId("generation");
        upperRoute.getStyleClass().add("route-label");
        lowerRoute.getStyleClass().add("route-label");
        inward.getStyleClass().add("way-in");
        inwardHead.getStyleClass().add("way-head");
        upperWay.getStyleClass().add("way-solid");
        lowerWay.getStyleClass().add("way-dashed");
        upperHead.getStyleClass().add("way-head");
        getChildren().addAll(inward, inwardHead, upperWay, lowerWay, upperHead);
        getChildren().addAll(flow.marks());
        getChildren().addAll(source, engine, upperRoute, upperNote, lowerRoute, lowerNote);
        getChildren().addAll(upperCard, lowerCard);
    }

    void render(TrafficFacts facts) {
        rate.setText(facts.rate());
        firstByte.setText(facts.firstByte());
        generation.setText(facts.generation());
        draw(facts.upper(), upperCard, upperRoute, upperNote);
        draw(facts.lower(), lowerCard, lowerRoute, lowerNote);
        upperWay.setVisible(facts.upper().filter(TrafficFacts.Track::routed).isPresent());
        lowerWay.setVisible(facts.lower().filter(TrafficFacts.Track::routed).isPresent());
        upperHead.setVisible(upperWay.isVisible());
        var upperIsCandidate =
                facts.upper().filter(track -> track.tone() == Tone.CANDIDATE).isPresent();
        List.of(upperWay, upperHead, inward, inwardHead)
                .forEach(node -> node.pseudoClassStateChanged(CANDIDATE, upperIsCandidate));
        lowerWay.pseudoClassStateChanged(
                CANDIDATE,
                facts.lower().filter(track -> track.tone() == Tone.CANDIDATE).isPresent());
        List.of(inward, inwardHead)
                .forEach(node -> node.pseudoClassStateChanged(UNKNOWN, !facts.known()));
        points.unknown(!facts.known());
        points.lower(facts.lower().filter(TrafficFacts.Track::carries).isPresent());
        points.candidate(upperIsCandidate);
        flow.run(facts.flowing() && upperWay.isVisible());
        requestLayout();
    }

    private static void draw(
            Optional<TrafficFacts.Track> track, TrackCard card, CellLabel route, CellLabel note) {
        card.setVisible(track.isPresent());
        route.setVisible(track.isPresent());
        note.setVisible(track.isPresent());
        track.ifPresent(known -> {
            card.show(known);
            route.show(Cell.strong(known.route()).in(known.routed() ? known.tone() : Tone.MUTED));
            note.show(Cell.muted(known.note()));
        });
    }

    @Override
    protected double computePrefHeight(double width) {
        return HEIGHT;
    }

    @Override
    protected double computeMinHeight(double width) {
        return HEIGHT;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected void layoutChildren() {
        var middle = Math.rint(getHeight() / 2);
        var alone = !lowerCard.isVisible();
        var cardWidth = Math.rint(Math.clamp(getWidth() * 0.405, 230, 360));
        var cardX = getWidth() - cardWidth;
        var upperY = alone ? middle - CARD_HEIGHT / 2 : 0;
        var lowerY = getHeight() - CARD_HEIGHT;
        source.resizeRelocate(0, middle - 46, 100, 84);
        inward(middle);
        engine.resizeRelocate(ENGINE_X, middle - ENGINE_HEIGHT / 2, ENGINE_WIDTH, ENGINE_HEIGHT);
        upperCard.resizeRelocate(cardX, upperY, cardWidth, CARD_HEIGHT);
        lowerCard.resizeRelocate(cardX, lowerY, cardWidth, CARD_HEIGHT);
        var from = ENGINE_X + ENGINE_WIDTH;
        var upperEnd = upperY + CARD_HEIGHT / 2;
        curve(upperWay, from, alone ? middle : middle - 16, cardX - 18, upperEnd);
        curve(lowerWay, from, middle + 16, cardX - 6, lowerY + CARD_HEIGHT / 2);
        upperHead.setLayoutX(cardX - 18);
        upperHead.setLayoutY(upperEnd);
        var room = cardX - from - 26;
        label(upperRoute, from + 14, upperY + (alone ? 2 : 12), room);
        label(upperNote, from + 14, upperY + (alone ? 20 : 30), room);
        label(lowerRoute, from + 14, lowerY + 58, room);
        label(lowerNote, from + 14, lowerY + 76, room);
        flow.along(List.of(inward.getStartX(), from, cardX - 18), middle, upperWay);
    }

    private void inward(double middle) {
        inward.setStartX(104);
        inward.setEndX(ENGINE_X - 18);
        inward.setStartY(middle);
        inward.setEndY(middle);
        inwardHead.setLayoutX(ENGINE_X - 18);
        inwardHead.setLayoutY(middle);
    }

    private static void label(CellLabel label, double x, double y, double room) {
        label.resizeRelocate(x, y, Math.max(0, room), 18);
    }

    private static void curve(CubicCurve curve, double x, double y, double toX, double toY) {
        curve.setStartX(x);
        curve.setStartY(y);
        curve.setControlX1(x + (toX - x) * 0.5);
        curve.setControlY1(y);
        curve.setControlX2(x + (toX - x) * 0.45);
        curve.setControlY2(toY);
        curve.setEndX(toX);
        curve.setEndY(toY);
    }
}
