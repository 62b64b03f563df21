package io.lockstep.chain.key;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// The 2,048 English words of BIP-39, in alphabetic order.
final class WordList {
    static final WordList ENGLISH = new WordList(load());

    private final List<String> words;

    private WordList(List<String> words) {
        this.words = words;
    }

    String word(int place) {
        return words.get(place);
    }

    /// The place of each word of a text, -1 for unknown ones. No word of it becomes a string, which
    /// nobody could wipe.
    int[] places(char[] text) {
        var places = new int[text.length];
        int count = 0;
        int from = 0;
        while (from < text.length) {
            int to = from;
            while (to < text.length && !Character.isWhitespace(text[to])) {
                to++;
            }
            if (to > from) {
                places[count++] = place(text, from, to);
            }
            from = to + 1;
        }
        var exact = Arrays.copyOf(places, count);
        Arrays.fill(places, 0);
        return exact;
    }

    private int place(char[] text, int from, int to) {
        int low = 0;
        int high = words.size() - 1;
        while (low <= high) {
            var middle = (low + high) >>> 1;
            var order = order(words.get(middle), text, from, to);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    private static int order(String word, char[] text, int from, int to) {
        for (int i = 0; i < word.length() && from + i < to; i++) {
            var order = word.charAt(i) - Character.toLowerCase(text[from + i]);
            if (order != 0) {
                return order;
            }
        }
        return word.length() - (to - from);
    }

    private static List<String> load() {
        var stream = Objects.requireNonNull(WordList.class.getResourceAsStream("words.txt"));
        try (var reader =
                new BufferedReader(new InputStreamReader(stream, StandardCharsets.US_ASCII))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
