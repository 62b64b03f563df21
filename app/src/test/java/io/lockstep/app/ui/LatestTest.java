package io.lockstep.app.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class LatestTest {
    private final Queue<Runnable> fxThread = new ArrayDeque<>();
    private final List<Integer> drawn = new ArrayList<>();
    private final Latest<Integer> latest = new Latest<>(fxThread::add, drawn::add);

    @Test
    void aBurstDrawsOnceWithTheNewest() {
        latest.accept(1);
        latest.accept(2);
        latest.accept(3);

        assertThat(fxThread).hasSize(1);
        fxThread.remove().run();
        assertThat(drawn).containsExactly(3);
    }

    @Test
    void whatComesAfterADrawingIsDrawnAgain() {
        latest.accept(1);
        fxThread.remove().run();
        latest.accept(2);
        fxThread.remove().run();

        assertThat(drawn).containsExactly(1, 2);
    }
}
