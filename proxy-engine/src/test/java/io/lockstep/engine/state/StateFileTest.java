package io.lockstep.engine.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.change.GenerationRecord;
import io.lockstep.engine.change.GenerationRecord.Origin;
import io.lockstep.engine.change.History.Why;
import io.lockstep.engine.route.Disposition.To;
import io.lockstep.engine.route.RoutingTable;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
    private static final int CASES = 200;

    /// As the first engines wrote it.
    private static final String OLDER =
            """
            {"table":{"generation":7,"upstreams":{"v1":"http://127.0.0.1:8080"},"routes":{},\
            "defaultRoute":{"kind":"to","upstream":"v1"}},"cutover":null}\
            """;

    @TempDir Path folder;

    @Test
    void aNewFolderHoldsNothingAndNoProblem() {
        var state = StateFile.in(folder.resolve("made/on/the/way"));

        assertThat(state.table()).isEmpty();
        assertThat(state.cutover()).isEmpty();
        assertThat(state.problem()).isEmpty();
    }

    @Test
    void whateverWasWrittenIsReadAgain() {
        var samples = new Samples(new Random(20261124));
        for (var n = 0; n < CASES; n++) {
            var table = samples.table();
            var cutover = samples.cutover();

            StateFile.in(folder).write(table, cutover);
            var read = StateFile.in(folder);

            assertThat(read.table()).contains(table);
            assertThat(read.cutover()).contains(cutover);
            assertThat(read.problem()).isEmpty();
        }
    }

    @Test
    void whatIsFrozenIsHandedOnAndRefusesChangesUntilItThaws() {
        var state = StateFile.in(folder);
        state.keep(table(7), Why.control(""));

        var handed = StateFile.handed(folder, state.freeze());

        assertThat(handed.table()).contains(table(7));
        assertThatThrownBy(() -> state.keep(table(8), Why.control("")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("Another engine is taking over");
        handed.write();
        assertThat(StateFile.in(folder).table()).contains(table(7));
        state.thaw();
        state.keep(table(8), Why.control(""));
        assertThat(StateFile.in(folder).table()).contains(table(8));
    }

    @Test
    void aFolderThatHoldsSomethingElseIsNotWrittenOver() {
        var other = StateFile.in(folder.resolve("other"));
        other.keep(table(1), Why.control(""));
        var running = StateFile.in(folder.resolve("running"));
        running.keep(table(2), Why.control(""));
        var text = running.freeze();

        assertThatThrownBy(() -> StateFile.handed(folder.resolve("other"), text))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("holds something else");
        assertThat(StateFile.handed(folder.resolve("empty"), text).table()).contains(table(2));
    }

    @Test
    void tableAndCutoverAreChangedApart() {
        var samples = new Samples(new Random(1));
        var cutover = samples.cutover();
        var state = StateFile.in(folder);
        state.cutover(cutover);
        state.keep(table(7), Why.control(""));

        assertThat(StateFile.in(folder).cutover()).contains(cutover);
        state.withoutCutover();

        assertThat(StateFile.in(folder).cutover()).isEmpty();
        assertThat(StateFile.in(folder).table()).contains(table(7));
    }

    @Test
    void theHistoryIsKeptWithEachTableAndTellsWhoChangedIt() {
        var samples = new Samples(new Random(4));
        var state = StateFile.in(folder);
        state.keep(table(1), Why.control("default v1"));
        state.write(table(2), samples.cutover());
        state.cutover(samples.cutover());

        var read = StateFile.in(folder);

        assertThat(read.history()).isEqualTo(state.history());
        assertThat(read.history().records())
                .extracting(GenerationRecord::generation, GenerationRecord::origin)
                .containsExactly(tuple(1L, Origin.CONTROL), tuple(2L, Origin.CUTOVER));
        assertThat(read.history().records().getFirst().reason()).isEqualTo("default v1");
    }

    @Test
    void whatWasPutIntoWordsBeforeIsWrittenAsIfAllWereNew() throws IOException {
        var state = StateFile.in(folder);
        for (var generation = 1; generation <= 25; generation++) {
            state.keep(table(generation), Why.control("change " + generation));

            assertThat(Files.readString(file())).isEqualTo(state.freeze());
            state.thaw();
        }
        assertThat(StateFile.in(folder).history()).isEqualTo(state.history());
        assertThat(state.history().records()).hasSize(20);
    }

    @Test
    void aFileFromBeforeTheFirstHistoryIsReadAndGoneOnWith() throws IOException {
        Files.writeString(
                file(),
                """
                {"format":1,"sha256":"%s","state":%s}\
                """
                        .formatted(sha256(OLDER), OLDER));

        var state = StateFile.in(folder);

        assertThat(state.problem()).isEmpty();
        assertThat(state.table()).contains(table(7));
        assertThat(state.history().records()).isEmpty();
        state.keep(table(8), Why.control(""));
        assertThat(StateFile.in(folder).history().records()).hasSize(1);
    }

    @Test
    void aLookAtAFolderTouchesNothing() throws IOException {
        assertThat(StateFile.peek(folder.resolve("not/there"))).isEmpty();
        assertThat(folder.resolve("not")).doesNotExist();
        StateFile.in(folder).keep(table(3), Why.control(""));
        assertThat(StateFile.peek(folder)).contains(table(3));

        Files.writeString(file(), "{");

        assertThatThrownBy(() -> StateFile.peek(folder))
                .hasMessageContaining("It was not touched.");
        assertThat(file()).hasContent("{");
    }

    @Test
    void anEngineKilledAtAnyStepLeavesTheOlderOrTheNewerState() {
        StateFile.in(folder).keep(table(1), Why.control(""));
        for (var steps = 0; steps < 3; steps++) {
            var state = StateFile.in(folder, new CrashDisk(steps));
            var newer = table(10L + steps);
            var older = state.table().orElseThrow();

            assertThatThrownBy(() -> state.keep(newer, Why.control("")))
                    .isInstanceOf(CrashDisk.Killed.class);

            var read = StateFile.in(folder);
            assertThat(read.problem()).isEmpty();
            assertThat(read.table().orElseThrow()).isIn(older, newer);
        }
    }

    @Test
    void aTornFileIsKeptAsideAndTold() throws IOException {
        StateFile.in(folder).write(table(5), new Samples(new Random(2)).cutover());
        var whole = Files.readAllBytes(file());
        for (var length = 0; length < whole.length; length += 37) {
            Files.write(file(), Arrays.copyOf(whole, length));

            assertKeptAside(Arrays.copyOf(whole, length));
        }
    }

    @Test
    void oneFlippedBitAnywhereIsFound() throws IOException {
        StateFile.in(folder).write(table(5), new Samples(new Random(3)).cutover());
        var whole = Files.readAllBytes(file());
        for (var at = 0; at < whole.length; at += 5) {
            var flipped = whole.clone();
            flipped[at] ^= (byte) (1 << (at % 7));
            Files.write(file(), flipped);

            assertKeptAside(flipped);
        }
    }

    @Test
    void aStateThatCannotBeWrittenIsAProblemAndTheOldOneStands() throws IOException {
        var state = StateFile.in(folder);
        state.keep(table(1), Why.control(""));
        Files.createDirectory(folder.resolve("engine.json.new"));

        var failure =
                catchThrowableOfType(
                        ProblemException.class, () -> state.keep(table(2), Why.control("")));

        assertThat(failure.problem().code()).isEqualTo("engine.stateUnwritable");
        assertThat(state.table()).contains(table(1));
        assertThat(StateFile.in(folder).table()).contains(table(1));
    }

    @Test
    void aFolderThatCannotBeAFolderIsAProblem() throws IOException {
        var taken = Files.writeString(folder.resolve("taken"), "");

        var failure = catchThrowableOfType(ProblemException.class, () -> StateFile.in(taken));

        assertThat(failure.problem().code()).isEqualTo("engine.stateFolder");
    }

    /// The state starts empty, says why, and the bytes still lie in the folder.
    private void assertKeptAside(byte[] bytes) throws IOException {
        var state = StateFile.in(folder);

        assertThat(state.table()).isEmpty();
        assertThat(state.problem().orElseThrow().code()).isEqualTo("engine.stateUnreadable");
        assertThat(file()).doesNotExist();
        var aside = folder.resolve("engine.json.unreadable-1");
        assertThat(Files.readAllBytes(aside)).isEqualTo(bytes);
        Files.delete(aside);
    }

    private static String sha256(String text) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private Path file() {
        return folder.resolve("engine.json");
    }

    private static RoutingTable table(long generation) {
        var table =
                RoutingTable.empty()
                        .withUpstream("v1", URI.create("http://127.0.0.1:8080"))
                        .withDefault(new To("v1"));
        return new RoutingTable(
                generation, table.upstreams(), table.routes(), table.defaultRoute());
    }
}
