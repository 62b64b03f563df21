package io.lockstep.engine.observe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.chain.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class AccessLogTest {
    private final AccessLog log = new AccessLog();

    @TempDir private Path folder;

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void itWritesWhatItIsGivenBeforeItCloses() throws IOException {
        var file = folder.resolve("access.log");
        log.change(to(file, 1));

        for (var i = 0; i < 1000; i++) {
            log.write(Entries.to("/" + i));
        }
        log.close();

        assertThat(Files.readAllLines(file)).hasSize(1000).last().asString().contains("GET /999");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(log.dropped()).isZero();
    }

    @Test
    void aLogThatIsOffWantsNothing() {
        assertThat(log.wants(Ending.SUCCESS)).isFalse();
        assertThat(log.wants(Ending.CUT)).isFalse();
    }

    @Test
    void aSampledLogWantsOneInNAndEveryError() {
        log.change(to(folder.resolve("sampled.log"), 10));
        var fine = 0;
        var errors = 0;

        for (var i = 0; i < 1000; i++) {
            fine += log.wants(Ending.SUCCESS) ? 1 : 0;
            for (var ending : Ending.values()) {
                errors += ending.isError() && log.wants(ending) ? 1 : 0;
            }
        }

        assertThat(fine).isEqualTo(100);
        assertThat(errors).isEqualTo(8_000);
    }

    @Test
    void aFullQueueDropsAndCountsAndNobodyWaits() throws InterruptedException {
        var stuck = new StuckSink();
        log.change(new LogSettings(Optional.of("-"), LogSettings.Format.TEXT, 1), stuck, 10);
        log.write(Entries.to("/first"));
        stuck.reached.await();

        for (var i = 0; i < 100; i++) {
            log.write(Entries.to("/" + i));
        }

        assertThat(log.dropped()).isEqualTo(90);
        stuck.goOn.countDown();
        log.close();
        assertThat(stuck.lines).hasSize(11);
        assertThat(stuck.lines.getLast()).contains("GET /9\"");
    }

    @Test
    void aDiskThatIsFullCostsEntriesAndNothingElse() {
        var full = new FullSink();
        log.change(new LogSettings(Optional.of("-"), LogSettings.Format.TEXT, 1), full, 10);

        log.write(Entries.to("/lost"));
        log.close();

        assertThat(log.dropped()).isPositive();
        assertThat(full.closed).isTrue();
    }

    @Test
    void itGoesOnInAnotherFileAndWhatWasQueuedIsInTheFirst() throws IOException {
        var one = folder.resolve("one.log");
        var two = folder.resolve("two.log");
        log.change(to(one, 1));
        log.write(Entries.to("/one"));

        log.change(to(two, 1));
        log.write(Entries.to("/two"));
        log.change(LogSettings.OFF);
        log.write(Entries.to("/three"));

        assertThat(Files.readString(one)).contains("/one").doesNotContain("/two");
        assertThat(Files.readString(two)).contains("/two").doesNotContain("/three");
    }

    @Test
    void aFileThatCannotBeWrittenLeavesTheLogInForce() {
        var good = to(folder.resolve("good.log"), 1);
        log.change(good);

        assertThatThrownBy(() -> log.change(to(folder.resolve("no/such/folder.log"), 1)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("its folder is not there");

        assertThat(log.settings()).isEqualTo(good);
    }

    @Test
    void filesAreBoundedInSizeAndNumber() throws IOException {
        var file = folder.resolve("small.log");
        try (var sink = LogFile.open(file, 100, 3)) {
            for (var i = 10; i < 100; i++) {
                sink.write("line %d of the log\n".formatted(i).getBytes(UTF_8));
            }
        }

        try (var files = Files.list(folder)) {
            assertThat(files.map(found -> found.getFileName().toString()))
                    .containsExactlyInAnyOrder("small.log", "small.log.1", "small.log.2");
        }
        var kept = new ArrayList<String>();
        for (var name : List.of("small.log.2", "small.log.1", "small.log")) {
            assertThat(Files.size(folder.resolve(name))).isLessThanOrEqualTo(100);
            kept.addAll(Files.readAllLines(folder.resolve(name)));
        }
        assertThat(kept).last().isEqualTo("line 99 of the log");
        assertThat(kept).hasSize(15).first().isEqualTo("line 85 of the log");
    }

    @Test
    void twoThatWriteTheSameLogMoveItOnceAndLoseNoLine() throws Exception {
        var file = folder.resolve("shared.log");
        try (var one = LogFile.open(file, 4_000, 100);
                var two = LogFile.open(file, 4_000, 100)) {
            var other = new Thread(() -> write(two, "b"));
            other.start();
            write(one, "a");
            other.join();
        }

        var lines = new ArrayList<String>();
        try (var logs = Files.list(folder)) {
            for (var log : logs.toList()) {
                lines.addAll(Files.readAllLines(log));
            }
        }
        assertThat(folder.resolve("shared.log.1")).exists();
        assertThat(lines).hasSize(2_000).doesNotHaveDuplicates();
        assertThat(lines).allMatch(line -> line.matches("[ab] \\d{4} of the same log"));
    }

    private static void write(LogFile log, String who) {
        try {
            for (var i = 0; i < 1_000; i++) {
                log.write("%s %04d of the same log\n".formatted(who, i).getBytes(UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aLogThatSomebodyElseMovesAwayIsBegunAnew() throws IOException {
        var file = folder.resolve("moved.log");
        try (var sink = LogFile.open(file, 1_000, 2)) {
            sink.write("before\n".getBytes(UTF_8));
            Files.move(file, folder.resolve("moved.log-20261125"));
            sink.write("after\n".getBytes(UTF_8));
            Files.delete(file);
            sink.write("later\n".getBytes(UTF_8));
        }

        assertThat(folder.resolve("moved.log-20261125")).hasContent("before");
        assertThat(file).hasContent("later");
    }

    @Test
    void aFileThatIsThereIsGoneOnWithAndCounted() throws IOException {
        var file = folder.resolve("old.log");
        Files.writeString(file, "x".repeat(99) + "\n");
        try (var sink = LogFile.open(file, 100, 2)) {
            sink.write("new\n".getBytes(UTF_8));
        }

        assertThat(file).hasContent("new");
        assertThat(folder.resolve("old.log.1")).hasSize(100);
    }

    private static LogSettings to(Path file, int sample) {
        return new LogSettings(Optional.of(file.toString()), LogSettings.Format.TEXT, sample);
    }

    /// Takes nothing until it is let.
    private static final class StuckSink implements LogSink {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private final List<String> lines = new ArrayList<>();

        @Override
        public void write(byte[] taken) {
            reached.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            new String(taken, UTF_8).lines().forEach(lines::add);
        }

        @Override
        public void close() {}
    }

    private static final class FullSink implements LogSink {
        private boolean closed;

        @Override
        public void write(byte[] lines) throws IOException {
            throw new IOException("No space left on device");
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
