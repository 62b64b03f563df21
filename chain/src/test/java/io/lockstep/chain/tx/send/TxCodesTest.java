package io.lockstep.chain.tx.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every code that the fact sheet names (section 2.8), as an operator reads it.
class TxCodesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sdk|4|its signature is not right for this chain and account|chain-id",
                "sdk|5|the account has too few coins|Put more coins",
                "sdk|11|its gas limit is too low|higher --gas.",
                "sdk|13|its fee is too low|--gas-prices",
                "sdk|18|the chain calls the request wrong|the words of the node",
                "sdk|19|the node has it already|the words of the node",
                "sdk|20|the node holds too many waiting transactions|in a minute",
                "sdk|22|something that it names is not there|the words of the node",
                "sdk|30|its last block has passed|Make it anew",
                "sdk|32|its sequence is not the account's next one|present sequence",
                "sdk|37|the chain does not support something in it|the words of the node",
                "sdk|42|its time is over, or too far ahead|Make it anew",
                "gov|3|the proposal is not there or takes no votes and deposits now|Look at the",
                "gov|4|the proposal is in its voting period already|the words of the node",
                "gov|7|the vote is none that the chain knows|the words of the node",
                "gov|10|the chain knows no module for a message of the proposal|the words",
                "gov|11|the proposal holds no message|the words of the node",
                "gov|12|a message of the proposal is wrong|the words of the node",
                "gov|13|is not one of the gov module's own account|the words of the node",
                "gov|15|the metadata is too long|the words of the node",
                "gov|16|the deposit is too small|smallest deposit",
                "gov|20|the voting period is over|Look at the proposal",
                "gov|21|the proposal is wrong|the words of the node",
                "gov|22|the summary is too long|the words of the node",
                "gov|23|the deposit is in a wrong denomination|in ngonka"
            })
    void aCodeIsASentenceAndHasARemedy(String module, int code, String words, String remedy) {
        var result = result(module, code, "");

        assertThat(TxCodes.words(result)).contains(words).endsWith(".").doesNotContain("code");
        assertThat(TxCodes.remedy(result)).contains(remedy).endsWith(".");
    }

    @Test
    void aCodeOfAnotherModuleIsNamedWithTheWordsOfTheNode() {
        var result = result("authz", 2, "authorization not found");

        assertThat(TxCodes.words(result))
                .isEqualTo(
                        "the module authz refused it with code 2 (authz 2: \"authorization not"
                                + " found\").");
    }

    private static TxResult result(String module, int code, String log) {
        return new TxResult("AB", 7, module, code, log, 0, OptionalLong.empty());
    }
}
