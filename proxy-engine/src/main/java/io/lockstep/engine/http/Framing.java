package io.lockstep.engine.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

/// What a head says about where its message ends and what follows it (RFC 9112 sections 6 and 9).
/// Whatever two readers could understand in two ways is a fault.
public final class Framing {
    private static final int MOST_DIGITS = 18;
    private static final int MOST_CONNECTION = 1 << 10;
    private static final int TELLING =
            Name.set(Name.CONTENT_LENGTH, Name.TRANSFER_ENCODING, Name.CONNECTION);
    private static final byte[] CHUNKED = "chunked".getBytes(US_ASCII);
    private static final byte[] CLOSE = "close".getBytes(US_ASCII);
    private static final byte[] KEEP_ALIVE = "keep-alive".getBytes(US_ASCII);
    private static final byte[] UPGRADE = "upgrade".getBytes(US_ASCII);

    private long length;
    private int connection;
    private boolean chunked;
    private boolean close;
    private boolean keepAlive;
    private boolean upgrade;
    private boolean names;
    private Fault fault = Fault.NONE;

    Fault read(FieldScan fields, boolean http11) {
        length = -1;
        connection = 0;
        chunked = false;
        close = false;
        keepAlive = false;
        upgrade = false;
        names = false;
        fault = Fault.NONE;
        for (var field = 0; field < fields.count(); field++) {
            if (Name.in(TELLING, fields.name(field))) {
                read(fields, field);
            }
        }
        return fault == Fault.NONE && chunked && !http11 ? Fault.OLD_CODING : fault;
    }

    private void read(FieldScan fields, int field) {
        var from = fields.valueFrom(field);
        var to = fields.valueTo(field);
        switch (fields.name(field)) {
            case Name.CONTENT_LENGTH -> length(fields.bytes(), from, to);
            case Name.TRANSFER_ENCODING -> coding(fields.bytes(), from, to);
            default -> connection(fields.bytes(), from, to);
        }
    }

    private void length(byte[] bytes, int from, int to) {
        if (length >= 0 || chunked) {
            fails(chunked ? Fault.BOTH : Fault.LENGTHS);
            return;
        }
        long number = 0;
        for (var i = from; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9' || to - from > MOST_DIGITS) {
                fails(Fault.LENGTH);
                return;
            }
            number = number * 10 + bytes[i] - '0';
        }
        length = number;
        if (from == to) {
            fails(Fault.LENGTH);
        }
    }

    private void coding(byte[] bytes, int from, int to) {
        if (length >= 0) {
            fails(Fault.BOTH);
        } else if (chunked || !Name.is(bytes, from, to, CHUNKED)) {
            fails(Fault.CODING);
        }
        chunked = true;
    }

    private void fails(Fault why) {
        fault = fault == Fault.NONE ? why : fault;
    }

    private void connection(byte[] bytes, int from, int to) {
        connection += to - from;
        if (connection > MOST_CONNECTION) {
            fails(Fault.CONNECTION);
            return;
        }
        var at = from;
        while (at < to) {
            var comma = Lists.end(bytes, at, to);
            option(bytes, Lists.stripFront(bytes, at, comma), Lists.stripBack(bytes, at, comma));
            at = comma + 1;
        }
    }

    private void option(byte[] bytes, int from, int to) {
        if (Name.is(bytes, from, to, KEEP_ALIVE)) {
            keepAlive = true;
        } else if (Name.is(bytes, from, to, CLOSE)) {
            close = true;
        } else if (Name.is(bytes, from, to, UPGRADE)) {
            upgrade = true;
        } else if (to > from) {
            names = true;
        }
    }

    /// Whether the body is chunked.
    public boolean chunked() {
        return chunked;
    }

    /// The length of the body in bytes, -1 where no field says it.
    public long length() {
        return length;
    }

    /// Whether the connection may carry another message after this one.
    public boolean persists(boolean http11) {
        return !close && (http11 || keepAlive);
    }

    /// Whether `Connection` says `upgrade`.
    public boolean upgrade() {
        return upgrade;
    }

    /// Whether `Connection` names fields beyond the options known here.
    public boolean names() {
        return names;
    }
}
