package io.lockstep.engine.http;

/// Why a message must not be passed on.
public enum Fault {
    NONE("nothing is wrong with it"),
    LINE("its first line is malformed"),
    LINE_TOO_LONG("its first line is longer than 16 KiB"),
    VERSION("its protocol version is malformed"),
    OTHER_VERSION("it is not HTTP/1.1 or HTTP/1.0"),
    STATUS("its status is malformed"),
    NAME("a field name is malformed or has no colon behind it"),
    FOLDED("it has folded lines or whitespace before a field"),
    CONTROL("it has control bytes, or a CR or LF alone"),
    TOO_LONG("its header fields are longer than 64 KiB"),
    MANY_FIELDS("it has more than 200 header fields"),
    LENGTHS("it has several Content-Length fields"),
    LENGTH("its Content-Length is malformed"),
    BOTH("it has Content-Length and Transfer-Encoding"),
    CODING("its Transfer-Encoding is not exactly chunked"),
    OLD_CODING("it has Transfer-Encoding and is not HTTP/1.1"),
    CONNECTION("its Connection fields are longer than 1 KiB"),
    NO_HOST("it has no Host"),
    HOSTS("it has several Host fields"),
    HOST("its Host is malformed"),
    CHUNK_SIZE("a chunk has no size"),
    CHUNK_END("a chunk does not end where it says"),
    EXTENSION("a chunk extension has control bytes"),
    EXTENSIONS_TOO_LONG("its chunk extensions are longer than 4 KiB"),
    TRAILERS("its trailers are malformed"),
    TRAILERS_FOLDED("it has folded trailers"),
    TRAILERS_TOO_LONG("its trailers are longer than 16 KiB");

    private final String sentence;

    Fault(String sentence) {
        this.sentence = sentence;
    }

    /// Continues a sentence whose subject is the message.
    public String sentence() {
        return sentence;
    }
}
