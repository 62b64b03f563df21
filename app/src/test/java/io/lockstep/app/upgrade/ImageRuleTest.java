package io.lockstep.app.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageRuleTest {
    private final ImageRule rule = new ImageRule("example.org/mlnode:{tag}");

    @Test
    void theTagIsTheVersionWithoutItsLetter() {
        assertThat(rule.reference("v3.0.9")).isEqualTo("example.org/mlnode:3.0.9");
        assertThat(rule.reference("3.0.9")).isEqualTo("example.org/mlnode:3.0.9");
        assertThat(rule.unusable("v3.0.9")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "v3/../1", "v3 0", "../x", "v3\n", "v3..9", "-rf"})
    void hostileVersionsHaveNoImage(String version) {
        assertThat(rule.unusable(version)).isPresent();
    }
}
