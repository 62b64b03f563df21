package io.lockstep.app.containers;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Hides what must not be shown: values whose name says secret, and values that look like one.
/// Rather one too many is hidden than one too few.
public final class Secrets {
    public static final String MASK = "••••••";

    private static final Set<String> WORDS =
            Set.of(
                    "KEY",
                    "KEYS",
                    "APIKEY",
                    "TOKEN",
                    "TOKENS",
                    "PASSWORD",
                    "PASSWD",
                    "PASS",
                    "PWD",
                    "PASSPHRASE",
                    "SECRET",
                    "SECRETS",
                    "CREDENTIAL",
                    "CREDENTIALS",
                    "AUTH",
                    "AUTHORIZATION",
                    "BEARER",
                    "PRIVATE",
                    "MNEMONIC",
                    "SEED",
                    "COOKIE",
                    "DSN");
    private static final List<String> WITHIN = List.of("PASSWORD", "SECRET", "TOKEN", "APIKEY");
    private static final Pattern SPLIT = Pattern.compile("[^A-Z0-9]+");
    private static final Pattern CAMEL = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private static final List<Pattern> LOOKS =
            List.of(
                    Pattern.compile("(?:hf|ghp|gho|ghs|glpat|sk|pk|xox[abp])[-_][\\w-]{16,}"),
                    Pattern.compile("github_pat_\\w{20,}"),
                    Pattern.compile("A[KS]IA[0-9A-Z]{16}"),
                    Pattern.compile("eyJ[\\w-]{8,}\\.[\\w-]+\\.?[\\w-]*"),
                    Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----"),
                    Pattern.compile("\\w+://[^/\\s:@]*:[^/\\s@]+@"),
                    Pattern.compile("(?<![\\w:])(?:0x)?[0-9a-fA-F]{64}(?!\\w)"),
                    Pattern.compile("^(?:[a-z]{3,8} ){11,23}[a-z]{3,8}$"));
    private static final Pattern DENSE = Pattern.compile("[A-Za-z0-9+/_=-]{32,}");

    private Secrets() {}

    /// The value, or the mask in its place.
    public static String masked(String name, String value) {
        return value.isEmpty() || (!secretName(name) && !looksSecret(value)) ? value : MASK;
    }

    /// An argument of a command: `--api-key=X` keeps its name.
    public static String maskedArgument(String argument) {
        var equals = argument.indexOf('=');
        if (equals < 0) {
            return looksSecret(argument) ? MASK : argument;
        }
        var name = argument.substring(0, equals);
        return name + "=" + masked(name, argument.substring(equals + 1));
    }

    /// Whether the argument after this flag is one to hide.
    public static boolean secretFlag(String argument) {
        return argument.startsWith("-") && argument.indexOf('=') < 0 && secretName(argument);
    }

    static boolean secretName(String name) {
        var upper = CAMEL.matcher(name).replaceAll("_").toUpperCase(Locale.ROOT);
        return SPLIT.splitAsStream(upper).anyMatch(WORDS::contains)
                || WITHIN.stream().anyMatch(upper::contains);
    }

    static boolean looksSecret(String value) {
        return LOOKS.stream().anyMatch(pattern -> pattern.matcher(value).find()) || dense(value);
    }

    /// A long run without a space that mixes small and capital letters with digits is a key, not a
    /// word; a path is not.
    private static boolean dense(String value) {
        return DENSE.matcher(value).matches()
                && !value.startsWith("/")
                && value.chars().anyMatch(Character::isUpperCase)
                && value.chars().anyMatch(Character::isLowerCase)
                && value.chars().anyMatch(Character::isDigit);
    }
}
