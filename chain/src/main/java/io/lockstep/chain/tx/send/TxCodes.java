package io.lockstep.chain.tx.send;

import io.lockstep.chain.problem.Printable;

/// The chain's codes in words (fact sheet, sections 2.8 and 10).
public final class TxCodes {
    private static final int MOST = 300;

    private TxCodes() {}

    /// One sentence with its full stop; the node's own words stand behind it.
    public static String words(TxResult result) {
        var known =
                switch (result.codespace()) {
                    case "sdk" -> sdk(result.code());
                    case "gov" -> gov(result.code());
                    default -> "";
                };
        var sentence =
                known.isEmpty()
                        ? "the module %s refused it with code %d"
                                .formatted(result.codespace(), result.code())
                        : known;
        return result.log().isBlank()
                ? sentence + "."
                : "%s (%s: \"%s\")."
                        .formatted(
                                sentence,
                                result.codespace() + " " + result.code(),
                                Printable.line(result.log(), MOST));
    }

    /// What to do about it, one sentence.
    public static String remedy(TxResult result) {
        return switch (result.codespace() + " " + result.code()) {
            case "sdk 4" ->
                    "Check the chain-id, the account number and that the key is the account's.";
            case "sdk 5" -> "Put more coins on the account, or give less.";
            case "sdk 11" -> "Give a higher --gas.";
            case "sdk 13" -> "Give higher --gas-prices.";
            case "sdk 20" -> "Try again in a minute.";
            case "sdk 32" -> "Sign it anew with the account's present sequence.";
            case "sdk 30", "sdk 42" -> "Make it anew.";
            case "gov 3", "gov 20" -> "Look at the proposal: it takes no votes or deposits now.";
            case "gov 16" -> "Give at least the smallest deposit that the parameters name.";
            case "gov 23" -> "Give the deposit in ngonka.";
            default -> "Look at the words of the node above.";
        };
    }

    private static String sdk(int code) {
        return switch (code) {
            case 2 -> "the node cannot read it";
            case 4 -> "its signature is not right for this chain and account";
            case 5 -> "the account has too few coins";
            case 7 -> "an address in it is wrong";
            case 11 -> "its gas limit is too low";
            case 12 -> "its memo is too long";
            case 13 -> "its fee is too low";
            case 18 -> "the chain calls the request wrong";
            case 19 -> "the node has it already";
            case 20 -> "the node holds too many waiting transactions";
            case 21 -> "it is too large";
            case 22 -> "something that it names is not there";
            case 30 -> "its last block has passed";
            case 32 -> "its sequence is not the account's next one";
            case 35 -> "its fee or another number in it is wrong";
            case 37 -> "the chain does not support something in it";
            case 42 -> "its time is over, or too far ahead";
            default -> "";
        };
    }

    private static String gov(int code) {
        return switch (code) {
            case 3 -> "the proposal is not there or takes no votes and deposits now";
            case 4 -> "the proposal is in its voting period already";
            case 5 -> "the content of the proposal is wrong";
            case 7 -> "the vote is none that the chain knows";
            case 10 -> "the chain knows no module for a message of the proposal";
            case 11 -> "the proposal holds no message";
            case 12 -> "a message of the proposal is wrong";
            case 13 -> "a message of the proposal is not one of the gov module's own account";
            case 15 -> "the metadata is too long";
            case 16 -> "the deposit is too small";
            case 20 -> "the voting period is over";
            case 21 -> "the proposal is wrong";
            case 22 -> "the summary is too long";
            case 23 -> "the deposit is in a wrong denomination";
            default -> "";
        };
    }
}
