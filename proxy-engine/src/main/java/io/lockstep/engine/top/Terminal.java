package io.lockstep.engine.top;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The terminal this process runs in, taken over for a while: a screen of its own without a cursor,
/// and keys as they are pressed. Whatever ends the process gives it back as it was.
final class Terminal implements AutoCloseable {
    private static final String TAKE = "\u001b[?1049h\u001b[?25l\u001b[2J";
    private static final String GIVE_BACK = "\u001b[0m\u001b[?25h\u001b[?1049l";
    private static final Size USUAL = new Size(80, 24);
    private static final Duration TOOL_LIMIT = Duration.ofSeconds(2);

    /// In letters.
    record Size(int columns, int rows) {}

    private final OutputStream out = new FileOutputStream(FileDescriptor.out);
    private final LinkedBlockingQueue<Integer> keys = new LinkedBlockingQueue<>();
    private final Optional<String> before;
    private final Thread rescue = new Thread(this::giveBack, "give the terminal back");
    private boolean taken;

    private Terminal() {
        before = stty("-g").map(String::strip);
    }

    /// Whether people look at what is printed.
    static boolean isThere() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    static Terminal take() {
        var terminal = new Terminal();
        Runtime.getRuntime().addShutdownHook(terminal.rescue);
        terminal.begin();
        return terminal;
    }

    private synchronized void begin() {
        taken = true;
        print(TAKE);
        var _ = stty("-icanon", "-echo", "susp", "undef");
        Thread.ofPlatform().daemon().name("keys").start(this::listen);
    }

    /// As it is now; people change it.
    Size size() {
        return stty("size")
                .map(told -> told.strip().split(" ", -1))
                .filter(told -> told.length == 2)
                .map(told -> new Size(number(told[1]), number(told[0])))
                .filter(size -> size.columns() > 0 && size.rows() > 0)
                .orElseGet(Terminal::told);
    }

    /// What the environment says, where there is no `stty`.
    static Size told() {
        return new Size(told("COLUMNS", USUAL.columns()), told("LINES", USUAL.rows()));
    }

    private static int told(String name, int otherwise) {
        var value = System.getenv(name);
        return value != null && number(value) > 0 ? number(value) : otherwise;
    }

    private static int number(String text) {
        return text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
    }

    /// In place of what was drawn before; what does not fit is left out.
    void draw(List<String> lines, Size size) {
        var frame = new StringBuilder("\u001b[H");
        var shown = lines.subList(0, Math.min(lines.size(), size.rows()));
        frame.append(String.join("\u001b[K\r\n", shown)).append("\u001b[K\u001b[J");
        synchronized (this) {
            if (taken) {
                print(frame.toString());
            }
        }
    }

    /// The next key within that time; without `stty`, as in a container, once a line is ended.
    Optional<Character> key(Duration limit) throws InterruptedException {
        return Optional.ofNullable(keys.poll(limit.toMillis(), TimeUnit.MILLISECONDS))
                .map(key -> (char) (int) key);
    }

    private void listen() {
        InputStream in = System.in;
        try {
            for (var key = in.read(); key >= 0; key = in.read()) {
                keys.add(key);
            }
        } catch (IOException e) {
            // Without keys Ctrl-C is left.
            return;
        }
    }

    @Override
    public void close() {
        giveBack();
        try {
            Runtime.getRuntime().removeShutdownHook(rescue);
        } catch (IllegalStateException e) {
            // The process is ending, and the hook finds nothing to do.
            return;
        }
    }

    private synchronized void giveBack() {
        if (taken) {
            taken = false;
            print(GIVE_BACK);
            before.ifPresent(Terminal::stty);
        }
    }

    private void print(String text) {
        try {
            out.write(text.getBytes(UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What it answers, where there is such a tool and a terminal.
    private static Optional<String> stty(String... arguments) {
        var command = new ArrayList<>(List.of("stty"));
        command.addAll(List.of(arguments));
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectInput(Redirect.INHERIT)
                            .redirectError(Redirect.DISCARD)
                            .start();
            try (var answer = process.getInputStream()) {
                var text = new String(answer.readNBytes(1024), UTF_8);
                var ended = process.waitFor(TOOL_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
                return ended && process.exitValue() == 0 ? Optional.of(text) : Optional.empty();
            }
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
