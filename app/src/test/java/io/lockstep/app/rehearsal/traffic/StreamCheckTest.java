package io.lockstep.app.rehearsal.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.rehearsal.mlnode.TokenScript;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StreamCheckTest {
    private static final TokenScript SCRIPT = new TokenScript(11, 4);

    private final StreamCheck check = new StreamCheck(SCRIPT);
    private final List<String> lines = said(SCRIPT);

    @Test
    void aWholeStreamIsComplete() {
        assertThat(wrong()).isEmpty();
        assertThat(check.complete()).isTrue();
        assertThat(check.version()).isEqualTo("v3.0.8");
    }

    @Test
    void aStreamWithoutItsEndIsNotComplete() {
        lines.removeLast();

        assertThat(wrong()).isEmpty();
        assertThat(check.complete()).isFalse();
        assertThat(check.place()).isEqualTo("after 4 of 4 tokens");
    }

    @Test
    void aLostTokenIsWrongAtItsPlace() {
        lines.remove(3);

        assertThat(wrong()).hasValueSatisfying(why -> assertThat(why).startsWith("token 2 is"));
    }

    @Test
    void aDoubledTokenIsWrong() {
        lines.add(3, lines.get(2));

        assertThat(wrong()).isPresent();
    }

    @Test
    void swappedTokensAreWrong() {
        Collections.swap(lines, 2, 3);

        assertThat(wrong()).hasValueSatisfying(why -> assertThat(why).startsWith("token 1 is"));
    }

    @Test
    void anEndThatComesTooEarlyIsWrong() {
        lines.subList(2, lines.size() - 1).clear();

        assertThat(wrong()).contains("[DONE] comes after 1 of 4 tokens");
    }

    @Test
    void aTokenTooManyIsWrong() {
        lines.add(5, lines.get(2));

        assertThat(wrong()).contains("there is more than was asked for");
    }

    @Test
    void anotherVersionCannotGoOn() {
        lines.set(3, lines.get(3).replace("v3.0.8", "v3.0.10"));

        assertThat(wrong()).contains("v3.0.10 goes on for v3.0.8 after 2 of 4 tokens");
    }

    @Test
    void aLineAfterTheEndIsNotDue() {
        lines.add("data: [DONE]");

        assertThat(wrong()).contains("there is a line that is not due: data: [DONE]");
    }

    private Optional<String> wrong() {
        return lines.stream().flatMap(line -> check.line(line).stream()).findFirst();
    }

    private static List<String> said(TokenScript script) {
        List<String> lines = new ArrayList<>();
        lines.add(event("\"delta\":{\"role\":\"assistant\",\"content\":\"\"}"));
        for (int i = 0; i < script.tokens(); i++) {
            var token = script.token(i);
            lines.add(
                    event(
                            "\"delta\":{\"content\":\"%s\"},\"logprobs\":{\"content\":[{\"token\":\"%s\"}]}"
                                    .formatted(token, token)));
        }
        lines.add(event("\"delta\":{},\"finish_reason\":\"stop\""));
        lines.add("data: [DONE]");
        return lines;
    }

    private static String event(String choice) {
        return "data: {\"system_fingerprint\":\"v3.0.8\",\"choices\":[{%s}]}".formatted(choice);
    }
}
