package io.lockstep.app.containers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReferenceTest {

    @Test
    void aPortOfTheRegistryIsNoTag() {
        var reference = new Reference("127.0.0.1:5000/gonka/mlnode");

        assertThat(reference.repository()).isEqualTo("127.0.0.1:5000/gonka/mlnode");
        assertThat(reference.tag()).isEmpty();
    }

    @Test
    void tagAndDigestMayStandTogether() {
        var reference = new Reference("ghcr.io/gonka-ai/mlnode:3.0.9@sha256:ab");

        assertThat(reference.repository()).isEqualTo("ghcr.io/gonka-ai/mlnode");
        assertThat(reference.tag()).contains("3.0.9");
        assertThat(reference.digest()).contains("sha256:ab");
    }
}
