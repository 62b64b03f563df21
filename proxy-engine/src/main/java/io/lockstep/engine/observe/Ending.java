package io.lockstep.engine.observe;

import java.util.List;

/// How an exchange ended. Every exchange ends in exactly one of these ways, so that their counts
/// add up to the exchanges.
public enum Ending {
    /// The upstream switched protocols and the tunnel is over.
    SWITCHED("1xx", "ok"),
    SUCCESS("2xx", "ok"),
    REDIRECTION("3xx", "ok"),
    CLIENT_ERROR("4xx", "ok"),
    SERVER_ERROR("5xx", "ok"),
    /// Answered 4xx by the engine itself.
    REJECTED("4xx", "refused"),
    /// Answered 5xx by the engine itself, for what the client sent.
    UNSUPPORTED("5xx", "refused"),
    /// Answered 503 because the table in force says so.
    REFUSED("refused", "refused"),
    /// Answered 503 after it waited as long as is allowed.
    HELD_TOO_LONG("held", "held"),
    /// Answered 502, 503 or 504: the upstream broke off, could not be reached, or was late.
    UPSTREAM_FAILED("5xx", "upstream-failed"),
    /// The answer was broken off after it had begun.
    CUT("cut", "cut"),
    /// The client left before its answer was complete.
    CLIENT_GONE("gone", "client-gone");

    /// The classes that count as errors.
    public static final List<String> ERRORS = List.of("4xx", "5xx", "cut", "held", "refused");

    private final String answerClass;
    private final String outcome;

    Ending(String answerClass, String outcome) {
        this.answerClass = answerClass;
        this.outcome = outcome;
    }

    /// That of an answer which an upstream gave.
    public static Ending answered(int status) {
        return switch (status / 100) {
            case 1 -> SWITCHED;
            case 2 -> SUCCESS;
            case 3 -> REDIRECTION;
            case 4 -> CLIENT_ERROR;
            default -> SERVER_ERROR;
        };
    }

    /// That of an answer which the engine gave to a request it could not pass on.
    public static Ending rejected(int status) {
        return status < 500 ? REJECTED : UNSUPPORTED;
    }

    /// The class under which it is counted.
    public String answerClass() {
        return answerClass;
    }

    /// The word for it in the access log.
    public String outcome() {
        return outcome;
    }

    /// Whether a sampled log keeps it.
    public boolean isError() {
        return ERRORS.contains(answerClass);
    }

    /// Whether the client got an answer of 500 and above, or none that is complete, by no choice of
    /// its own.
    public boolean isFailure() {
        return switch (this) {
            case SERVER_ERROR, UNSUPPORTED, REFUSED, HELD_TOO_LONG, UPSTREAM_FAILED, CUT -> true;
            case SWITCHED, SUCCESS, REDIRECTION, CLIENT_ERROR, REJECTED, CLIENT_GONE -> false;
        };
    }
}
