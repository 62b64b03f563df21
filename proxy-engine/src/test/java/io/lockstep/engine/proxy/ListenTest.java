package io.lockstep.engine.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.chain.problem.ProblemException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenTest {

    @Test
    void namesAnAddressAndPerhapsThePortBehindIt() {
        assertThat(Listen.parse("127.0.0.1:0"))
                .isEqualTo(Listen.plain("127.0.0.1", 0, OptionalInt.empty()));
        assertThat(Listen.parse("0.0.0.0:5000=5001"))
                .isEqualTo(Listen.plain("0.0.0.0", 5000, OptionalInt.of(5001)));
        assertThat(Listen.parse("[::1]:8080"))
                .isEqualTo(Listen.plain("::1", 8080, OptionalInt.empty()));
    }

    @Test
    void saysHowRequestsAreTakenThere() {
        assertThat(Listen.parse("a:1=2,strip=off,proxy-protocol=on,tls-cert=/c,tls-key=/k"))
                .isEqualTo(
                        new Listen(
                                "a",
                                1,
                                OptionalInt.of(2),
                                false,
                                true,
                                Optional.of(new Listen.Tls(Path.of("/c"), Path.of("/k")))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:80",
                "[::1]:80=81",
                "a:80=81,strip=off",
                "a:80,proxy-protocol=on",
                "a:80,tls-cert=/c,tls-key=/k"
            })
    void isWrittenAsItIsRead(String text) {
        assertThat(Listen.parse(text).written(80)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "8080",
                ":8080",
                "a:",
                "a:b",
                "a:65536",
                "a:1=0",
                "a:1=65536",
                "::1:80",
                "a:1,",
                "a:1,strip",
                "a:1,strip=",
                "a:1,strip=maybe",
                "a:1,strip=on,strip=on",
                "a:1,color=red",
                "a:1,tls-cert=/c"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> Listen.parse(text)).isInstanceOf(ProblemException.class);
    }
}
