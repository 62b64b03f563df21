package io.lockstep.app.proxy.raw;

import java.util.Arrays;
import java.util.Optional;

/// Why our engine passes on a request that nginx refuses. Each has one meaning by RFC 9112.
enum Laxer {
    /// RFC 9110, section 9.1: a method is any token; nginx knows capital letters, `_` and `-`, and
    /// refuses `TRACE` by itself.
    METHOD,
    /// RFC 3986, section 2.1: nginx decodes targets, so it must refuse what it cannot decode; we
    /// pass the client's bytes on.
    ESCAPE,
    /// nginx's buffers: 8 KiB a line, 32 KiB a head.
    LONG,
    /// RFC 9110, section 7.2: a host may hold what nginx does not want in one.
    HOST,
    /// RFC 9110, section 5.3: fields that nginx takes only once.
    TWICE,
    /// RFC 9110, section 5.6.3: a tabulator is white space, too.
    TAB,
    /// RFC 9110, section 7.6.1: `Connection` is a list; nginx closes where `close` stands anywhere
    /// in it.
    CLOSE,
    /// A version's prefix without its slash is served; nginx answers with a redirect.
    PREFIX;

    static Optional<Laxer> of(Message passed) {
        return Arrays.stream(values()).filter(one -> one.explains(passed)).findFirst();
    }

    private boolean explains(Message one) {
        return switch (this) {
            case METHOD -> !one.method().matches("[A-Z_-]+") || one.method().equals("TRACE");
            case ESCAPE -> one.target().matches("(?is).*%(00|[^0-9a-f]|.[^0-9a-f]|.?$).*");
            case LONG ->
                    one.target().length() > 8_000
                            || one.fields().stream().mapToInt(f -> f.value().length()).sum()
                                    > 8_000;
            case HOST ->
                    !one.value("host").orElse("").matches("[A-Za-z0-9.-]+(:[0-9]+)?")
                            || one.value("host").orElse("").contains("..");
            case TWICE ->
                    one.fields().stream().anyMatch(field -> one.values(field.name()).size() > 1);
            case TAB -> one.fields().stream().anyMatch(Message.Field::tabbed);
            case CLOSE -> one.values("connection").toString().contains("close");
            case PREFIX -> one.target().matches("/v1(\\?.*)?");
        };
    }
}
