package io.lockstep.app.ui.text;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/// The sentences of the console, from one bundle for each feature. A key begins with its feature's
/// name, so no two bundles can mean the same one.
public final class Texts {
    /// The features that have a bundle of their own.
    public static final List<String> BUNDLES =
            List.of(
                    "frame",
                    "state",
                    "overview",
                    "upgrade",
                    "governance",
                    "acting",
                    "nodes",
                    "containers",
                    "proxy",
                    "activity",
                    "settings");

    private static final int LONGEST = 2000;

    private final Map<String, String> sentences;

    private Texts(Map<String, String> sentences) {
        this.sentences = Map.copyOf(sentences);
    }

    public static Texts load() {
        Map<String, String> all = new HashMap<>();
        for (var name : BUNDLES) {
            var bundle =
                    ResourceBundle.getBundle("io.lockstep.app.ui.texts." + name, Locale.ENGLISH);
            bundle.keySet().forEach(key -> all.put(key, bundle.getString(key)));
        }
        return new Texts(all);
    }

    /// @param values already written as figures; numbers are not formatted here
    public String get(String key, Object... values) {
        var sentence = sentences.get(key);
        if (sentence == null) {
            throw new MissingResourceException("No text " + key, Texts.class.getName(), key);
        }
        return new MessageFormat(sentence, Locale.ENGLISH).format(printable(values));
    }

    /// Much of what is put into a sentence comes from strangers.
    private static Object[] printable(Object... values) {
        return Arrays.stream(values)
                .map(value -> value instanceof String text ? Foreign.lines(text, LONGEST) : value)
                .toArray();
    }

    /// The text for one constant of an enum: `prefix.CONSTANT`.
    public String of(String prefix, Enum<?> constant, Object... values) {
        return get(prefix + "." + constant.name(), values);
    }
}
