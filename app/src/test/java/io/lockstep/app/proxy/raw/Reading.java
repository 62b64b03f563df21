package io.lockstep.app.proxy.raw;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.app.proxy.raw.Message.Field;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads requests one byte after another, slowly and to the letter of RFC 9112. What it takes has
/// one meaning; it is what everything faster is held against.
final class Reading {
    private static final Pattern LINE =
            Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+) ([!-~]+) (HTTP/1\\.[01])");
    private static final Pattern FIELD =
            Pattern.compile("(?s)([!#$%&'*+.^_`|~0-9A-Za-z-]+):([ \t]*)(.*?)([ \t]*)");
    private static final Pattern SIZE =
            Pattern.compile("(?s)([0-9A-Fa-f]{1,15})(?:[ \t]*;[^\\x00-\\x08\\x0a-\\x1f\\x7f]*)?");

    private final InputStream in;

    Reading(InputStream in) {
        this.in = in;
    }

    /// The bytes mean nothing, or more than one thing.
    static final class Malformed extends IOException {
        private static final long serialVersionUID = 1L;

        Malformed(String why) {
            super(why);
        }
    }

    /// What bytes mean: the whole requests at their front, and what is wrong behind them.
    ///
    /// @param fault absent where only more bytes are missing
    record Meaning(List<Message> whole, Optional<String> fault) {

        /// As an upstream must see them.
        List<Message> routed() {
            return whole.stream().map(Message::routed).toList();
        }
    }

    static Meaning of(byte[] bytes) {
        var reading = new Reading(new ByteArrayInputStream(bytes));
        var whole = new ArrayList<Message>();
        try {
            while (true) {
                whole.add(reading.body(reading.head()));
            }
        } catch (Malformed e) {
            return new Meaning(whole, Optional.of(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            return new Meaning(whole, Optional.empty());
        }
    }

    /// A request's head; [#body] reads the rest of it.
    Message head() throws IOException {
        var line = line();
        while (line.isEmpty()) {
            line = line();
        }
        var found = LINE.matcher(line);
        if (!found.matches()) {
            throw new Malformed("request line " + line);
        }
        var fields = fields();
        var head =
                new Message(
                        found.group(1), found.group(2), found.group(3), fields, "", "", List.of());
        check(head);
        return head;
    }

    private static void check(Message head) throws Malformed {
        var hosts = head.values("host");
        var lengths = head.values("content-length");
        var codings = head.values("transfer-encoding");
        if (hosts.size() > 1 || (hosts.isEmpty() && head.version().equals("HTTP/1.1"))) {
            throw new Malformed("Host");
        }
        if (lengths.size() > 1 || !lengths.stream().allMatch(one -> one.matches("[0-9]{1,18}"))) {
            throw new Malformed("Content-Length");
        }
        if (!codings.isEmpty()
                && (codings.size() > 1
                        || !codings.getFirst().equalsIgnoreCase("chunked")
                        || !lengths.isEmpty()
                        || head.version().equals("HTTP/1.0"))) {
            throw new Malformed("Transfer-Encoding");
        }
    }

    Message body(Message head) throws IOException {
        if (head.value("transfer-encoding").isPresent()) {
            var sizes = new StringBuilder();
            var body = chunks(sizes);
            return with(head, body, sizes.toString(), fields());
        }
        var length = head.value("content-length").map(Long::parseLong).orElse(0L);
        return with(head, take(length), "", List.of());
    }

    private static Message with(Message head, String body, String sizes, List<Field> trailers) {
        return new Message(
                head.method(), head.target(), head.version(), head.fields(), body, sizes, trailers);
    }

    private String chunks(StringBuilder sizes) throws IOException {
        var body = new StringBuilder();
        for (var size = size(sizes); size > 0; size = size(sizes)) {
            body.append(take(size));
            if (!line().isEmpty()) {
                throw new Malformed("the end of a chunk");
            }
        }
        return body.toString();
    }

    private long size(StringBuilder sizes) throws IOException {
        var line = line();
        var found = SIZE.matcher(line);
        if (!found.matches()) {
            throw new Malformed("a chunk's size");
        }
        sizes.append(line).append('\n');
        return Long.parseLong(found.group(1), 16);
    }

    private List<Field> fields() throws IOException {
        var fields = new ArrayList<Field>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            var found = FIELD.matcher(line);
            if (!found.matches()) {
                throw new Malformed("field " + line);
            }
            fields.add(
                    new Field(
                            found.group(1),
                            found.group(3),
                            (found.group(2) + found.group(4)).contains("\t")));
        }
        return fields;
    }

    /// Without its end, which is CR and LF and nothing else.
    private String line() throws IOException {
        var line = new StringBuilder();
        for (var b = next(); b != '\r'; b = next()) {
            if ((b < ' ' && b != '\t') || b == 0x7f) {
                throw new Malformed("control byte " + b);
            }
            line.append((char) b);
        }
        if (next() != '\n') {
            throw new Malformed("CR without LF");
        }
        return line.toString();
    }

    private String take(long length) throws IOException {
        var bytes = in.readNBytes(Math.toIntExact(Math.min(length, Integer.MAX_VALUE)));
        if (bytes.length < length) {
            throw new EOFException();
        }
        return new String(bytes, ISO_8859_1);
    }

    private int next() throws IOException {
        return Optional.of(in.read()).filter(b -> b >= 0).orElseThrow(EOFException::new);
    }
}
