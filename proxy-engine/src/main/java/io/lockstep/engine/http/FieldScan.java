package io.lockstep.engine.http;

import java.util.Arrays;

/// Reads a block of fields up to its empty line (RFC 9112 section 5): names are tokens with the
/// colon right behind them, lines end with CRLF and are not folded, values are text without control
/// bytes. Each byte is looked at once, however they come; where each field lies is remembered in
/// numbers.
public final class FieldScan {
    private static final int FIRST = 8;
    private static final int MOST_FIELDS = 200;
    private static final int MARKS = 5;

    private enum At {
        LINE,
        NAME,
        SPACE,
        VALUE,
        LF,
        LAST_LF
    }

    private final int mostBytes;
    private int[] marks = new int[0];
    private byte[] bytes = new byte[0];
    private int count;
    private int known;
    private int from;
    private int end;
    private At at = At.LINE;
    private int next;
    private int line;
    private int colon;
    private int value;
    private Fault fault = Fault.NONE;

    FieldScan(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    /// Begins a block whose first line begins there.
    void begin(int first) {
        from = first;
        next = first;
        end = first;
        count = 0;
        known = 0;
        at = At.LINE;
        fault = Fault.NONE;
        if (marks.length > MARKS * 4 * FIRST) {
            marks = new int[0];
        }
    }

    /// Goes on in `bytes`, which hold what they held before and more.
    Step scan(byte[] bytes, int to) {
        this.bytes = bytes;
        while (true) {
            var step =
                    switch (at) {
                        case LINE -> takeLine(to);
                        case NAME -> takeName(to);
                        case SPACE -> takeSpace(to);
                        case VALUE -> takeValue(to);
                        case LF -> takeLf(to);
                        case LAST_LF -> takeLastLf(to);
                    };
            if (!step) {
                return stopped(to);
            }
        }
    }

    private Step stopped(int to) {
        if (fault != Fault.NONE) {
            return Step.FAULT;
        }
        if (end > from) {
            return end - from > mostBytes ? fail() : Step.DONE;
        }
        return to - from > mostBytes ? fail() : Step.MORE;
    }

    private Step fail() {
        fault = Fault.TOO_LONG;
        return Step.FAULT;
    }

    // Each answers whether to go on.

    private boolean takeLine(int to) {
        if (next == to) {
            return false;
        }
        line = next;
        if (bytes[next] == '\r') {
            next++;
            at = At.LAST_LF;
            return true;
        }
        at = At.NAME;
        return takeName(to);
    }

    private boolean takeName(int to) {
        next = Octets.skip(bytes, next, to, Octets.TOKEN);
        if (next == to) {
            return false;
        }
        if (bytes[next] != ':' || next == line) {
            return fails(unexpected(bytes[next]));
        }
        colon = next++;
        at = At.SPACE;
        return takeSpace(to);
    }

    private Fault unexpected(byte b) {
        if (next == line && (b == ' ' || b == '\t')) {
            return Fault.FOLDED;
        }
        return b == '\r' || Octets.is(b, Octets.TEXT) ? Fault.NAME : Fault.CONTROL;
    }

    private boolean takeSpace(int to) {
        while (next < to && (bytes[next] == ' ' || bytes[next] == '\t')) {
            next++;
        }
        value = next;
        if (next == to) {
            return false;
        }
        at = At.VALUE;
        return takeValue(to);
    }

    private boolean takeValue(int to) {
        next = Octets.skip(bytes, next, to, Octets.TEXT);
        if (next == to) {
            return false;
        }
        if (bytes[next++] != '\r') {
            return fails(Fault.CONTROL);
        }
        at = At.LF;
        return takeLf(to);
    }

    private boolean takeLf(int to) {
        if (next == to) {
            return false;
        }
        if (bytes[next++] != '\n') {
            return fails(Fault.CONTROL);
        }
        if (count == MOST_FIELDS) {
            return fails(Fault.MANY_FIELDS);
        }
        record();
        at = At.LINE;
        return true;
    }

    private boolean takeLastLf(int to) {
        if (next == to) {
            return false;
        }
        if (bytes[next++] != '\n') {
            return fails(Fault.CONTROL);
        }
        end = next;
        return false;
    }

    private boolean fails(Fault why) {
        fault = why;
        return false;
    }

    private void record() {
        if ((count + 1) * MARKS > marks.length) {
            marks = Arrays.copyOf(marks, Math.max(MARKS * FIRST, 2 * marks.length));
        }
        var name = Name.of(bytes, line, colon);
        var mark = count++ * MARKS;
        marks[mark] = name;
        marks[mark + 1] = line;
        marks[mark + 2] = colon;
        marks[mark + 3] = value;
        marks[mark + 4] = trimmed();
        known |= 1 << name;
    }

    private int trimmed() {
        var to = next - 2;
        while (to > value && (bytes[to - 1] == ' ' || bytes[to - 1] == '\t')) {
            to--;
        }
        return to;
    }

    // What was found.

    Fault fault() {
        return fault;
    }

    public int count() {
        return count;
    }

    /// Whether any field of that [Name] came.
    public boolean has(int name) {
        return Name.in(known, name);
    }

    /// The [Name] of a field.
    public int name(int field) {
        return marks[field * MARKS];
    }

    /// Where the line of a field begins.
    public int lineFrom(int field) {
        return marks[field * MARKS + 1];
    }

    /// Where the line of a field ends, behind its LF.
    public int lineTo(int field) {
        return field + 1 < count ? marks[(field + 1) * MARKS + 1] : end - 2;
    }

    public int nameTo(int field) {
        return marks[field * MARKS + 2];
    }

    public int valueFrom(int field) {
        return marks[field * MARKS + 3];
    }

    /// Where a value ends, without the whitespace behind it.
    public int valueTo(int field) {
        return marks[field * MARKS + 4];
    }

    /// Whether a value is `lower` in any case.
    public boolean valueIs(int field, byte[] lower) {
        return Name.is(bytes, valueFrom(field), valueTo(field), lower);
    }

    /// Where the first line begins.
    public int from() {
        return from;
    }

    /// Where the block ends, behind its empty line.
    public int end() {
        return end;
    }

    public byte[] bytes() {
        return bytes;
    }
}
