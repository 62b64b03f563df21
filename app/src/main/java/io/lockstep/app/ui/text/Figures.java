package io.lockstep.app.ui.text;

import io.lockstep.chain.follow.Pace.Eta;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/// Writes numbers, sizes, times and durations: thousands with a thin space that does not break, a
/// unit always.
///
/// @param zone of the operator; UTC is named where it is meant
public record Figures(ZoneId zone) {
    private static final char THIN = '\u202f';
    private static final char FIXED = '\u00a0';
    private static final Pattern LONG_NUMBER =
            Pattern.compile("(?<![\\w.:/@-])[0-9]{5,}(?![\\w/@-]|\\.[0-9])");
    private static final Pattern FIRST_WORD = Pattern.compile("^[a-z](?=[a-z]*(?:[ ,.]|$))");
    private static final DateTimeFormatter MINUTE = format("HH:mm");
    private static final DateTimeFormatter SECOND = format("HH:mm:ss");
    private static final DateTimeFormatter DAY = format("EEE d MMM HH:mm");
    private static final DateTimeFormatter DATED_SECOND = format("EEE d MMM HH:mm:ss");

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }

    public String whole(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', THIN);
    }

    /// A range of heights; what both ends begin with is written once.
    public String span(long from, long to) {
        return whole(from)
                + "–"
                + (from / 1000 == to / 1000
                        ? String.format(Locale.ROOT, "%03d", to % 1000)
                        : whole(to));
    }

    public String decimal(double number) {
        return String.format(Locale.ROOT, "%,.1f", number).replace(',', THIN);
    }

    public String percent(double share) {
        return Math.round(share * 100) + String.valueOf(FIXED) + "%";
    }

    /// A share with one decimal where it has one.
    public String share(BigDecimal share) {
        var percent = share.movePointRight(2).setScale(1, RoundingMode.HALF_UP);
        return percent.stripTrailingZeros().toPlainString() + FIXED + "%";
    }

    /// Voting power and other counts that may outgrow a long.
    public String whole(BigInteger number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', THIN);
    }

    /// An amount of the chain's coin is read aloud in whole coins; others stay as they are.
    public String coin(BigInteger amount, String denom) {
        return denom.equals("ngonka")
                ? unit(new BigDecimal(amount, 9).stripTrailingZeros().toPlainString(), "gonka")
                : unit(whole(amount), Foreign.line(denom, 24));
    }

    /// Decimal units, as disks and registries count.
    public String bytes(long bytes) {
        if (bytes >= 100_000_000L) {
            return unit(decimal(bytes / 1e9), "GB");
        }
        if (bytes >= 1_000_000) {
            return unit(whole(Math.round(bytes / 1e6)), "MB");
        }
        return bytes >= 1000 ? unit(whole(Math.round(bytes / 1e3)), "kB") : unit(whole(bytes), "B");
    }

    /// GPU memory, used of total, in the binary gigabytes cards are sold by.
    public String memory(long used, long total) {
        var gib = (double) (1 << 30);
        return unit(decimal(used / gib) + " / " + whole(Math.round(total / gib)), "GB");
    }

    /// With a tenth where a tenth matters.
    public String millis(double millis) {
        return millis < 10 ? unit(decimal(millis), "ms") : wholeMillis(Math.round(millis));
    }

    public String wholeMillis(long millis) {
        if (millis < 1000) {
            return unit(Long.toString(millis), "ms");
        }
        var duration = Duration.ofMillis(millis);
        return millis < 60_000 ? seconds(duration) : duration(duration);
    }

    /// Two units at most, the smaller one with two digits where it would otherwise dance.
    public String duration(Duration duration) {
        var seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return unit(Long.toString(seconds), "s");
        }
        if (seconds < 3600) {
            return two(seconds / 60, "m", seconds % 60, "s", "%02d");
        }
        if (seconds < 86_400) {
            return two(seconds / 3600, "h", seconds / 60 % 60, "m", "%02d");
        }
        return seconds < 30 * 86_400L
                ? two(seconds / 86_400, "d", seconds / 3600 % 24, "h", "%d")
                : unit(whole(seconds / 86_400), "d");
    }

    public String seconds(Duration duration) {
        return unit(decimal(duration.toMillis() / 1000.0), "s");
    }

    public String minute(Instant at) {
        return MINUTE.format(at.atZone(zone));
    }

    public String second(Instant at) {
        return SECOND.format(at.atZone(zone));
    }

    public String day(Instant at) {
        return DAY.format(at.atZone(zone));
    }

    /// Local time and UTC, side by side.
    public String clock(Instant at) {
        return DATED_SECOND.format(at.atZone(zone))
                + " · "
                + SECOND.format(at.atZone(ZoneOffset.UTC))
                + " UTC";
    }

    public String utc(Instant at) {
        return DATED_SECOND.format(at.atZone(ZoneOffset.UTC)) + " UTC";
    }

    /// The two ends of a range, as exact as it is near.
    public String between(Eta eta, Instant now) {
        var near = Duration.between(now, eta.likely()).toMinutes() < 10;
        var from = near ? second(eta.earliest()) : minute(eta.earliest());
        var to = near ? second(eta.latest()) : minute(eta.latest());
        return from.equals(to) ? "at " + from : "between " + from + " and " + to;
    }

    /// Gives long numbers inside a finished sentence their thin spaces.
    public String spaced(String sentence) {
        return LONG_NUMBER
                .matcher(sentence)
                .replaceAll(number -> whole(Long.parseLong(number.group())));
    }

    /// A finished sentence: a capital where it begins with a word and not with a name.
    public String sentence(String words) {
        return spaced(
                FIRST_WORD
                        .matcher(words)
                        .replaceFirst(first -> first.group().toUpperCase(Locale.ENGLISH)));
    }

    /// An image named by nothing but its digest is shortened like one.
    public String image(String reference) {
        return reference.startsWith("sha256:") ? shortId(reference) : reference;
    }

    /// `sha256:8f2c…91ab` becomes `8f2c…91ab`.
    public String shortId(String id) {
        var bare = id.startsWith("sha256:") ? id.substring(7) : id;
        return bare.length() <= 12
                ? bare
                : bare.substring(0, 4) + "…" + bare.substring(bare.length() - 4);
    }

    private static String unit(String number, String unit) {
        return number + FIXED + unit;
    }

    private static String two(long big, String bigUnit, long small, String smallUnit, String pad) {
        return unit(Long.toString(big), bigUnit)
                + FIXED
                + unit(String.format(Locale.ROOT, pad, small), smallUnit);
    }
}
