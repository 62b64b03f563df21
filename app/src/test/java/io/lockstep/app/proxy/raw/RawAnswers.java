package io.lockstep.app.proxy.raw;

import io.lockstep.app.proxy.raw.RecordingUpstream.Script;
import java.util.List;

/// Answers of an upstream as bytes. `|` is CR LF; the others stand for themselves.
final class RawAnswers {
    private static final String OK = "HTTP/1.1 200 OK|";
    private static final String CHUNKED = OK + "Transfer-Encoding: chunked||";

    /// An answer to a method, and what a client must see of it.
    ///
    /// @param closes the upstream ends its connection behind these bytes
    /// @param body what a client must get, chunks undone
    record Case(String method, String bytes, boolean closes, int status, String body) {
        Script script() {
            return new Script(bytes.replace("|", "\r\n"), closes);
        }
    }

    /// Both pass these on as one thing.
    static final List<Case> GOOD =
            List.of(
                    get(OK + "Content-Length: 5||abcde", 200, "abcde"),
                    get(OK + "content-length:5||abcde", 200, "abcde"),
                    get(OK + "Content-Length: 0||", 200, ""),
                    get("HTTP/1.1 200 |Content-Length: 1||x", 200, "x"),
                    get("HTTP/1.1 200 A b \u00e4|Content-Length: 1||x", 200, "x"),
                    get("HTTP/1.1 404 Not Found|Content-Length: 1||x", 404, "x"),
                    get("HTTP/1.1 500 Oh|Content-Length: 1||x", 500, "x"),
                    get("HTTP/1.1 299 Odd|Content-Length: 1||x", 299, "x"),
                    get(CHUNKED + "3|abc|0||", 200, "abc"),
                    get(CHUNKED + "3;a=b|abc|2|de|0||", 200, "abcde"),
                    get(CHUNKED + "3|abc|0|X: y||", 200, "abc"),
                    get(CHUNKED + "0||", 200, ""),
                    get("HTTP/1.1 204 No Content||", 204, ""),
                    get("HTTP/1.1 304 Not Modified||", 304, ""),
                    get("HTTP/1.1 304 Not Modified|Content-Length: 5||", 304, ""),
                    get(
                            "HTTP/1.1 103 Early Hints|Link: x||" + OK + "Content-Length: 1||x",
                            200,
                            "x"),
                    get("HTTP/1.1 100 Continue||" + OK + "Content-Length: 1||x", 200, "x"),
                    get(
                            "HTTP/1.1 102 Processing||HTTP/1.1 103 E|X: y||"
                                    + OK
                                    + "Content-Length: 1||x",
                            200,
                            "x"),
                    last("GET", OK + "Content-Length: 5|Connection: close||abcde", 200, "abcde"),
                    last("GET", OK + "|abcde", 200, "abcde"),
                    last("GET", OK + "Connection: close||abcde", 200, "abcde"),
                    last("GET", "HTTP/1.0 200 OK||abcde", 200, "abcde"),
                    last("GET", "HTTP/1.0 200 OK|Content-Length: 5||abcde", 200, "abcde"),
                    last("GET", CHUNKED + "3|abc|0||", 200, "abc"),
                    new Case("HEAD", OK + "Content-Length: 5||", false, 200, ""),
                    new Case("HEAD", OK + "Transfer-Encoding: chunked||", false, 200, ""),
                    new Case("HEAD", OK + "|", false, 200, ""));

    /// What comes behind an answer belongs to nobody: the client sees the answer and not a byte of
    /// the rest, and the next client not either.
    static final List<Case> MORE_THAN_ASKED =
            List.of(
                    get(OK + "Content-Length: 5||abcdeEXTRA", 200, "abcde"),
                    get(
                            OK + "Content-Length: 1||xHTTP/1.1 200 OK|Content-Length: 5||EXTRA",
                            200,
                            "x"),
                    get(CHUNKED + "3|abc|0||EXTRA", 200, "abc"),
                    get("HTTP/1.1 204 No Content||EXTRA", 204, ""),
                    get("HTTP/1.1 304 Not Modified||EXTRA", 304, ""),
                    get("HTTP/1.1 204 No Content|Content-Length: 5||EXTRA", 204, ""),
                    new Case("HEAD", OK + "Content-Length: 5||EXTRA", false, 200, ""),
                    new Case("HEAD", CHUNKED + "5|EXTRA|0||", false, 200, ""));

    /// Never whole at the client.
    static final List<Case> BROKEN =
            List.of(
                    last("GET", OK + "Content-Length: 10||abc", 200, ""),
                    last("GET", CHUNKED + "5|abc", 200, ""),
                    last("GET", CHUNKED + "3|abc|", 200, ""),
                    last("GET", CHUNKED + "3|abc|0|", 200, ""),
                    get(CHUNKED + "zz|abc|0||", 200, ""),
                    get(CHUNKED + "3|abcXX|0||", 200, ""),
                    get(CHUNKED + "-1|abc|0||", 200, ""),
                    get(CHUNKED + "ffffffffffffffff1|abc|0||", 200, ""),
                    get(CHUNKED + "3\nabc|0||", 200, ""));

    /// Our engine says 502 and passes nothing on.
    static final List<Case> REFUSED =
            List.of(
                    get(OK + "Content-Length: 5|Transfer-Encoding: chunked||0||", 502, ""),
                    get(OK + "Content-Length: 5|Content-Length: 6||abcde", 502, ""),
                    get(OK + "Content-Length: 5|Content-Length: 5||abcde", 502, ""),
                    get(OK + "Content-Length: 5, 5||abcde", 502, ""),
                    get(OK + "Content-Length: +5||abcde", 502, ""),
                    get(OK + "Content-Length: 0x5||abcde", 502, ""),
                    get(OK + "Content-Length: -1||abcde", 502, ""),
                    get(OK + "Content-Length:||abcde", 502, ""),
                    get(OK + "Content-Length: 99999999999999999999||abcde", 502, ""),
                    get(OK + "Transfer-Encoding: gzip, chunked||0||", 502, ""),
                    get(OK + "Transfer-Encoding: gzip||abc", 502, ""),
                    get(OK + "Transfer-Encoding: identity||abc", 502, ""),
                    get(OK + "Transfer-Encoding : chunked||0||", 502, ""),
                    get(OK + "Transfer-Encoding:\u000bchunked||0||", 502, ""),
                    get("HTTP/1.0 200 OK|Transfer-Encoding: chunked||0||", 502, ""),
                    get(OK + "X: a\u0000b|Content-Length: 0||", 502, ""),
                    get(OK + "X\u0001: b|Content-Length: 0||", 502, ""),
                    get(OK + "X y: b|Content-Length: 0||", 502, ""),
                    get(OK + "X: b| folded|Content-Length: 0||", 502, ""),
                    get(OK + "X: b\rY: c|Content-Length: 0||", 502, ""),
                    get(OK + "X: b\nY: c|Content-Length: 0||", 502, ""),
                    get(OK + "no colon|Content-Length: 0||", 502, ""),
                    get("HTTP/1.1 200 OK\nContent-Length: 0\n\n", 502, ""),
                    get("HTTP/2.0 200 OK|Content-Length: 0||", 502, ""),
                    get("HTTP/1.1 20 OK|Content-Length: 0||", 502, ""),
                    get("HTTP/1.1 2000 OK|Content-Length: 0||", 502, ""),
                    get("HTTP/1.1 abc OK|Content-Length: 0||", 502, ""),
                    get("HTTP/1.1  200 OK|Content-Length: 0||", 502, ""),
                    get(
                            "HTTP/1.1 101 Switching Protocols|Upgrade: websocket|Connection: upgrade||",
                            502,
                            ""),
                    get("SSH-2.0-OpenSSH||", 502, ""),
                    last("GET", "", 502, ""),
                    last("GET", "HTTP/1.1 200", 502, ""),
                    last("GET", OK + "Content-Le", 502, ""),
                    last("GET", "HTTP/1.1 100 Continue||", 502, ""));

    private RawAnswers() {}

    private static Case get(String bytes, int status, String body) {
        return new Case("GET", bytes, false, status, body);
    }

    private static Case last(String method, String bytes, int status, String body) {
        return new Case(method, bytes, true, status, body);
    }
}
