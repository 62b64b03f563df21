package io.lockstep.app.ui.overview;

import java.util.ArrayList;
import java.util.List;
import javafx.animation.Animation;
import javafx.animation.Interpolator;
import javafx.animation.PathTransition;
import javafx.scene.Node;
import javafx.scene.shape.Circle;
import javafx.scene.shape.CubicCurve;
import javafx.scene.shape.CubicCurveTo;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.util.Duration;

/// Marks that travel along the track that carries requests; none when nothing flows or when no
/// motion is wanted.
final class Flow {
    private static final int MARKS = 4;
    private static final Duration JOURNEY = Duration.millis(2400);

    private final boolean still;
    private final List<Circle> marks = new ArrayList<>();
    private final List<PathTransition> journeys = new ArrayList<>();
    private List<Double> shown = List.of();
    private boolean running;

    Flow(boolean still) {
        this.still = still;
        for (var i = 0; i < MARKS; i++) {
            var mark = new Circle(2.5);
            mark.getStyleClass().add("flow-mark");
            mark.setVisible(false);
            marks.add(mark);
            var journey = new PathTransition();
            journey.setNode(mark);
            journey.setDuration(JOURNEY);
            journey.setInterpolator(Interpolator.LINEAR);
            journey.setCycleCount(Animation.INDEFINITE);
            journeys.add(journey);
        }
    }

    List<? extends Node> marks() {
        return marks;
    }

    void run(boolean flowing) {
        if (still || flowing == running) {
            return;
        }
        running = flowing;
        marks.forEach(mark -> mark.setVisible(flowing));
        if (flowing) {
            start();
        } else {
            journeys.forEach(Animation::stop);
        }
    }

    /// Tells where the track runs now; called at each layout.
    void along(List<Double> xs, double y, CubicCurve way) {
        List<Double> place = new ArrayList<>(xs);
        place.add(y);
        place.add(way.getEndY());
        if (still || place.equals(shown)) {
            return;
        }
        shown = List.copyOf(place);
        for (var journey : journeys) {
            journey.stop();
            journey.setPath(path(xs.getFirst(), y, way));
        }
        if (running) {
            start();
        }
    }

    private void start() {
        for (var i = 0; i < MARKS; i++) {
            if (journeys.get(i).getPath() != null) {
                journeys.get(i).playFrom(JOURNEY.multiply((double) i / MARKS));
            }
        }
    }

    private static Path path(double x, double y, CubicCurve way) {
        return new Path(
                new MoveTo(x, y),
                new LineTo(way.getStartX(), way.getStartY()),
                new CubicCurveTo(
                        way.getControlX1(),
                        way.getControlY1(),
                        way.getControlX2(),
                        way.getControlY2(),
                        way.getEndX(),
                        way.getEndY()));
    }
}
