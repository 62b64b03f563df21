package io.lockstep.app.cli;

import io.lockstep.app.ui.LiveWindow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes down what changes in the window, one `name`, tab, `text` a line.
final class Lookout {
    private final LiveWindow window;
    private final Path log;
    private final Map<String, String> last = new HashMap<>();

    Lookout(LiveWindow window, Path log) {
        this.window = window;
        this.log = log;
    }

    /// Looks once and tells what is to be read.
    Map<String, String> look() {
        var facts = window.read();
        facts.forEach((name, text) -> {
            if (!text.equals(last.put(name, text))) {
                write(name + "\t" + text);
            }
        });
        return facts;
    }

    void write(String line) {
        try {
            Files.write(log, List.of(line), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
