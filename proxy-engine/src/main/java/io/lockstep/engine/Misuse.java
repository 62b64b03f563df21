package io.lockstep.engine;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Says in a plain sentence what is wrong with a command line.
public final class Misuse {
    private static final Set<Class<?>> NUMBERS =
            Set.of(Integer.class, int.class, Long.class, long.class);

    private Misuse() {}

    /// With what stands and what to do; one line.
    public static String sentence(ParameterException misuse) {
        return "%s. Nothing was started or changed. Read %s --help."
                .formatted(what(misuse), misuse.getCommandLine().getCommandSpec().qualifiedName());
    }

    private static String what(ParameterException misuse) {
        return switch (misuse) {
            case UnmatchedArgumentException unmatched -> unmatched(unmatched);
            case MissingParameterException missing -> missing(missing);
            default -> badValue(misuse);
        };
    }

    private static String unmatched(UnmatchedArgumentException misuse) {
        var word = misuse.getUnmatched().getFirst();
        if (word.startsWith("-")) {
            return "There is no option " + word;
        }
        var commands = misuse.getCommandLine().getSubcommands().keySet();
        return commands.isEmpty()
                ? "The word %s has no meaning here".formatted(word)
                : "There is no command %s, only %s".formatted(word, String.join(", ", commands));
    }

    private static String missing(MissingParameterException misuse) {
        var wanting =
                misuse.getMissing().stream()
                        .map(arg -> arg.isOption() ? name(arg) + " " + arg.paramLabel() : name(arg))
                        .collect(Collectors.joining(", "));
        return misuse.getMissing().stream().allMatch(arg -> arg.isOption() && arg.required())
                ? "%s must be given".formatted(wanting)
                : "A value is missing: %s".formatted(wanting);
    }

    private static String badValue(ParameterException misuse) {
        ArgSpec arg = misuse.getArgSpec();
        if (arg == null) {
            return firstLine(String.valueOf(misuse.getMessage()));
        }
        var value = String.valueOf(misuse.getValue());
        var type = arg.auxiliaryTypes()[0];
        if (type.isEnum()) {
            return "%s must be %s, not %s".formatted(name(arg), words(type), value);
        }
        if (NUMBERS.contains(type)) {
            return "%s must be a whole number, not %s".formatted(name(arg), value);
        }
        return firstLine(String.valueOf(misuse.getMessage()))
                .replaceFirst(
                        "^Invalid value for option '(?<name>[^']+)'[^:]*: ", "${name} is wrong: ");
    }

    private static String words(Class<?> type) {
        var words =
                Arrays.stream(type.getEnumConstants())
                        .map(value -> value.toString().toLowerCase(Locale.ROOT))
                        .toList();
        return String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
    }

    private static String name(ArgSpec arg) {
        return arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
    }

    private static String firstLine(String message) {
        return message.lines()
                .findFirst()
                .orElse("That cannot be understood")
                .replaceAll("[.\\s]+$", "");
    }
}
