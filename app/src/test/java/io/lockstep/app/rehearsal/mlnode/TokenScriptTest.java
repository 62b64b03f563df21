package io.lockstep.app.rehearsal.mlnode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenScriptTest {
    @Test
    void thePromptCarriesTheWholeScript() {
        var script = new TokenScript(-42, 77);

        assertThat(TokenScript.askedBy(script.prompt())).isEqualTo(script);
    }

    @Test
    void anotherPromptGetsAScriptOfItsOwnThatIsAlwaysTheSame() {
        var one = TokenScript.askedBy("Hello");

        assertThat(one).isEqualTo(TokenScript.askedBy("Hello"));
        assertThat(one).isNotEqualTo(TokenScript.askedBy("Good morning"));
    }

    @Test
    void anOverlongSeedIsNoScript() {
        assertThat(TokenScript.askedBy("seed=9999999999999999999 tokens=3").tokens()).isEqualTo(16);
    }

    @Test
    void neighbouringSeedsAndPlacesSayDifferentThings() {
        var one = new TokenScript(1, 200);
        var two = new TokenScript(2, 200);

        assertThat(IntStream.range(0, 200).mapToObj(one::token).distinct().count())
                .isGreaterThan(190);
        assertThat(IntStream.range(0, 200).filter(i -> one.token(i).equals(two.token(i))).count())
                .isLessThan(3);
    }
}
