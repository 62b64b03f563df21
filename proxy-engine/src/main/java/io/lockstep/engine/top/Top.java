package io.lockstep.engine.top;

import io.lockstep.chain.problem.Printable;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.control.EngineClient;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Looks at an engine again and again and shows what it sees.
public final class Top {
    private static final int PLAIN_WIDTH = 132;
    private static final int NARROWEST = 20;

    private final EngineClient engine;
    private final Duration interval;
    private final Clock clock;

    public Top(EngineClient engine, Duration interval, Clock clock) {
        this.engine = engine;
        this.interval = interval;
        this.clock = clock;
    }

    /// What happens within one interval. Rates need two looks at it.
    public View once() throws InterruptedException {
        var before = look();
        wait(interval);
        return View.of(before, look());
    }

    /// As lines of plain text.
    public static List<String> plain(View view) {
        return Screen.lines(view, Looks.PLAIN, PLAIN_WIDTH);
    }

    /// Hands over a view each interval, until the thread is interrupted.
    public void forever(Consumer<View> shown) throws InterruptedException {
        var before = look();
        while (true) {
            wait(interval);
            var now = look();
            shown.accept(View.of(before, now));
            before = now;
        }
    }

    /// Whether people look at what is printed, so that [#live] makes sense.
    public static boolean isLive() {
        return Terminal.isThere();
    }

    /// Draws until `q` is pressed. An engine that is gone is waited for.
    public void live() throws InterruptedException {
        var before = look();
        try (var terminal = Terminal.take()) {
            draw(terminal, View.of(before, before), "");
            var key = terminal.key(first());
            while (key.isEmpty() || (key.get() != 'q' && key.get() != 'Q')) {
                before = next(terminal, before);
                key = terminal.key(interval);
            }
        }
    }

    /// Rates are wanted soon.
    private Duration first() {
        var soon = Duration.ofMillis(250);
        return interval.compareTo(soon) < 0 ? interval : soon;
    }

    private View.Reading next(Terminal terminal, View.Reading before) {
        try {
            var now = look();
            draw(terminal, View.of(before, now), "");
            return now;
        } catch (ProblemException e) {
            draw(terminal, View.of(before, before), Printable.line(e.problem().what()));
            return before;
        }
    }

    private void draw(Terminal terminal, View view, String trouble) {
        var size = terminal.size();
        var width = Math.max(NARROWEST, size.columns());
        var looks = looks();
        terminal.draw(framed(Screen.lines(view, looks, width), looks, size, trouble), size);
    }

    /// What is wrong and how to leave is seen however low the terminal is.
    static List<String> framed(
            List<String> lines, Looks looks, Terminal.Size size, String trouble) {
        var room = Math.max(0, size.rows() - 1);
        var shown = new ArrayList<>(lines.subList(0, Math.min(lines.size(), room)));
        var hidden = lines.size() - shown.size();
        var leave = hidden == 0 ? "q quits" : "q quits   %d lines do not fit".formatted(hidden);
        shown.add(
                trouble.isEmpty()
                        ? looks.faint(Cut.to(size.columns(), leave))
                        : looks.alarm(Cut.to(size.columns(), "q quits   " + trouble)));
        return shown;
    }

    private static Looks looks() {
        var none = System.getenv("NO_COLOR");
        var encoding = Charset.forName(System.getProperty("stdout.encoding", "US-ASCII"));
        return new Looks(
                (none == null || none.isEmpty()) && !"dumb".equals(System.getenv("TERM")),
                encoding.equals(StandardCharsets.UTF_8));
    }

    private View.Reading look() {
        return new View.Reading(engine.watch(), clock.instant());
    }

    private static void wait(Duration time) throws InterruptedException {
        var _ = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
