package io.lockstep.app.containers;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.containers.Container.Role;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MlNodesTest {

    @ParameterizedTest
    @CsvSource({
        "ghcr.io/product-science/mlnode:3.0.9, v3.0.9",
        "ghcr.io/gonka-ai/mlnode:3.0.12-post1, v3.0.12-post1",
        "ghcr.io/gonka-ai/mlnode:3.0.9-blackwell, v3.0.9",
        "ghcr.io/gonka-ai/mlnode:3.0.9-blackwell-sm120, v3.0.9",
        "ghcr.io/gonka-ai/mlnode:3.0.9-cu129, v3.0.9",
        "mlnode:v0.1.0, v0.1.0",
        "mlnode:latest, ",
        "mlnode, ",
        "nginx:1.28.0, "
    })
    void theVersionIsTheTagWithoutTheGpuVariant(String image, String version) {
        assertThat(MlNodes.version(image, Map.of()).orElse(null)).isEqualTo(version);
    }

    @Test
    void ourLabelCountsMoreThanTheTag() {
        var labels = Map.of(Labels.VERSION, "v3.1.0");

        assertThat(MlNodes.version("mlnode:3.0.9", labels)).contains("v3.1.0");
    }

    @Test
    void anMlNodeThatRunsWithoutOurLabelIsTheIncumbent() {
        var compose = Map.of("com.docker.compose.service", "mlnode-308");

        assertThat(MlNodes.relevant("internal/image:7", compose)).isTrue();
        assertThat(MlNodes.role("internal/image:7", compose, true)).isEqualTo(Role.INCUMBENT);
        assertThat(MlNodes.role("internal/image:7", compose, false)).isEqualTo(Role.OTHER);
        assertThat(MlNodes.relevant("nginx:1.28.0", Map.of())).isFalse();
    }

    @Test
    void theDefinitionsDigestDoesNotDependOnTheOrderOfAMap() {
        var one =
                Labels.defining(Map.of(), java.util.List.of(Map.of("a", "1", "b", "2", "c", "3")));
        var other = new java.util.LinkedHashMap<>(Map.of("c", "3"));
        other.put("b", "2");
        other.put("a", "1");

        assertThat(Labels.defining(Map.of(), java.util.List.of(other))).isEqualTo(one);
    }
}
