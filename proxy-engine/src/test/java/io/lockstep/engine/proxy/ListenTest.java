package io.lockstep.engine.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.chain.problem.ProblemException;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenTest {

    @Test
    void namesAnAddressAndPerhapsThePortBehindIt() {
        assertThat(Listen.parse("127.0.0.1:0"))
                .isEqualTo(new Listen("127.0.0.1", 0, OptionalInt.empty()));
        assertThat(Listen.parse("0.0.0.0:5000=5001"))
                .isEqualTo(new Listen("0.0.0.0", 5000, OptionalInt.of(5001)));
        assertThat(Listen.parse("[::1]:8080"))
                .isEqualTo(new Listen("::1", 8080, OptionalInt.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "8080", ":8080", "a:", "a:b", "a:65536", "a:1=0", "a:1=65536", "::1:80"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> Listen.parse(text)).isInstanceOf(ProblemException.class);
    }
}
