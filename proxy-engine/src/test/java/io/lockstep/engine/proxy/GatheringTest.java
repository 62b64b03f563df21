package io.lockstep.engine.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GatheringTest {
    private static final long MILLI = 1_000_000;

    private long now;
    private long rested;
    private final Gathering gathering = new Gathering(() -> now, nanos -> rested += nanos);

    @Test
    void manySmallPartsAreLetGather() {
        stream(20, 50);

        turn(10, 10);

        assertThat(rested).isEqualTo(Gathering.REST_NANOS);
    }

    @Test
    void fewPartsAreNeverHeldUp() {
        stream(2, 500);

        turn(2, 2);

        assertThat(rested).isZero();
    }

    @Test
    void requestsAmongThemEndIt() {
        stream(20, 50);
        for (var i = 0; i < 50; i++) {
            now += MILLI;
            turn(20, 10);
        }
        rested = 0;

        turn(20, 10);

        assertThat(rested).isZero();
    }

    @Test
    void aRestThatBroughtLittleIsTheLast() {
        stream(20, 50);
        turn(3, 3);
        rested = 0;

        turn(3, 3);

        assertThat(rested).isZero();
    }

    @Test
    void enoughWorkIsGoneOnWithAtOnce() {
        stream(20, 50);
        turn(100, 100);
        rested = 0;

        turn(100, 100);

        assertThat(rested).isZero();
    }

    /// Parts that come evenly, and nothing else.
    private void stream(int eachMilli, int millis) {
        for (var i = 0; i < millis; i++) {
            now += MILLI;
            turn(eachMilli, eachMilli);
        }
        rested = 0;
    }

    private void turn(int events, int parts) {
        gathering.rest();
        for (var part = 0; part < parts; part++) {
            gathering.part();
        }
        gathering.handled(events);
    }
}
