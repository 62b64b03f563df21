package io.lockstep.engine.top;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScreenTest {

    @Test
    void aBusyEngineIsDrawnWhole() {
        assertThat(drawn(Views.busy(), Looks.PLAIN, 132))
                .isEqualTo(
                        """
                        Lockstep engine 0.1.0   pid 4711   up 2 h 3 min   generation 12
                        listens on 0.0.0.0:8080, 0.0.0.0:5000=5050

                        chain gonka-mainnet   block 4,211,840   stored 4,211,841   1 of 2 nodes agree   a block every 5.3 s
                        cutover v3.0.8 -> v3.0.10   armed   at block 4,212,000   160 blocks left, about 14 min 8 s   bridge

                        500 requests/s    ._-:=+*#   most 800
                        3 in flight   5.0 errors/s   500 kB/s   2 held   0 bridged   1 refused

                        PREFIX   GOES TO  REQ/S  IN FLIGHT  ERR/S  FIRST P50    P99  BYTES/S  SHARE               SO FAR
                        /        v3.0.8     125          0    5.0     2.1 ms  84 ms   125 kB  ###.........  25 %     375
                        /v3.0.8  v3.0.8     375          3      0     2.1 ms  84 ms   375 kB  #########...  75 %   1,125

                        ! /v9.9 is asked for and is no route: 3 requests, the last 1 min 5 s ago
                        ! http://b:26657 does not answer.
                        ! 7 entries of the access log could not be written

                        UPSTREAM  ADDRESS                 REQ/S  IN FLIGHT  FAILED/S  FAILED  SO FAR
                        v3.0.8    http://mlnode-308:8080    500          3       5.0      15   1,500
                        """);
    }

    @Test
    void anEngineThatNobodyAskedSaysSo() {
        assertThat(drawn(Views.fresh(), Looks.PLAIN, 132))
                .isEqualTo(
                        """
                        Lockstep engine 0.1.0   pid 4711   up 2 h 3 min   generation 12
                        listens on 0.0.0.0:8080, 0.0.0.0:5000=5050

                        0 requests/s   most 0
                        0 in flight   0 errors/s   0 B/s   2 held   0 bridged   1 refused

                        No request has come yet.

                        ! 7 entries of the access log could not be written

                        UPSTREAM  ADDRESS                 REQ/S  IN FLIGHT  FAILED/S  FAILED  SO FAR
                        v3.0.8    http://mlnode-308:8080      0          0         0       0       0
                        """);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 40, 60, 80, 100, 200})
    void noLineIsWiderThanTheTerminal(int width) {
        var coloured = Screen.lines(Views.busy(), new Looks(true, true), width);

        assertThat(coloured)
                .allSatisfy(line ->
                        assertThat(line.replaceAll("\u001b\\[\\d*m", "").length())
                                .isLessThanOrEqualTo(width));
    }

    @Test
    void aNarrowTerminalKeepsWhatMattersMost() {
        var narrow = drawn(Views.busy(), Looks.PLAIN, 60);

        assertThat(narrow).contains("PREFIX", "REQ/S", "IN FLIGHT", "ERR/S", "P99");
        assertThat(narrow).doesNotContain("SHARE", "SO FAR");
    }

    @Test
    void whatDoesNotFitInALineIsOnTheNext() {
        assertThat(drawn(Views.busy(), Looks.PLAIN, 50))
                .contains("up 2 h 3 min\ngeneration 12\n", "1 refused");
    }

    @Test
    void howToLeaveIsSeenHoweverLowTheTerminalIs() {
        var lines = Screen.lines(Views.busy(), Looks.PLAIN, 80);

        var low = Top.framed(lines, Looks.PLAIN, new Terminal.Size(80, 6), "");
        var high = Top.framed(lines, Looks.PLAIN, new Terminal.Size(80, 60), "It is gone.");

        assertThat(low).hasSize(6).last().asString().matches("q quits   \\d+ lines do not fit");
        assertThat(high).hasSize(lines.size() + 1).endsWith("q quits   It is gone.");
    }

    @Test
    void coloursAreOnlyThereWhereTheyAreWanted() {
        assertThat(drawn(Views.busy(), Looks.PLAIN, 132)).doesNotContain("\u001b");
        assertThat(drawn(Views.busy(), new Looks(true, false), 132)).contains("\u001b[31m");
        assertThat(drawn(Views.busy(), Looks.PLAIN, 132).chars()).allMatch(c -> c < 0x7f);
    }

    @Test
    void ofAnotherEngineThanBeforeNoRateIsToldYet() {
        var view = Views.replaced();

        assertThat(view.pace().requests()).isZero();
        assertThat(view.upstreams()).allSatisfy(one -> assertThat(one.requests()).isZero());
    }

    @Test
    void ratesAreThoseBetweenTheTwoReadings() {
        var view = Views.busy();

        assertThat(view.pace().requests()).isEqualTo(500);
        assertThat(view.pace().errors()).isEqualTo(5);
        assertThat(view.pace().bytes()).isEqualTo(500_000);
        assertThat(view.versions().getFirst().prefix()).isEqualTo("/");
        assertThat(view.versions().getFirst().toward()).isEqualTo("v3.0.8");
        assertThat(view.versions().getFirst().share()).isEqualTo(0.25);
        assertThat(view.versions().getLast().p50Millis().orElseThrow()).isBetween(2.0, 2.3);
    }

    private static String drawn(View view, Looks looks, int width) {
        return String.join("\n", Screen.lines(view, looks, width)) + "\n";
    }
}
