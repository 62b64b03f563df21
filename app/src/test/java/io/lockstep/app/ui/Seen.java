package io.lockstep.app.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What was read in the window, in the order in which it changed.
record Seen(List<String[]> changes) {

    static Seen in(Path log) throws IOException {
        return new Seen(
                Files.exists(log)
                        ? Files.readAllLines(log).stream().map(line -> line.split("\t", 2)).toList()
                        : List.of());
    }

    List<String> of(String name) {
        return changes.stream()
                .filter(change -> change[0].equals(name))
                .map(change -> change[1])
                .toList();
    }

    /// The numbers in a text that changes, thousands put together.
    List<Long> numbers(String name, String pattern) {
        return of(name).stream()
                .map(text -> text.replaceAll("(?<=\\d)\\h(?=\\d{3})", ""))
                .filter(text -> text.matches(pattern))
                .map(text -> Long.parseLong(text.replaceAll(pattern, "$1")))
                .toList();
    }
}
