package io.lockstep.chain.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.chain.upgrade.Generation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeAddressTest {

    /// The examples of the fact sheet, section 4.4, and of the upgrade proposal.
    @ParameterizedTest
    @CsvSource({
        "WITHOUT,'',v3.0.9,http://inference:8080",
        "WITHOUT,/poc,v3.0.9,http://inference:8080/poc",
        "AFTER_SEGMENT,'',3.0.6,http://inference:8080/v3.0.6",
        "AFTER_SEGMENT,/poc,3.0.9,http://inference:8080/poc/v3.0.9",
        "AFTER_SEGMENT,/poc,v3.0.9,http://inference:8080/poc/vv3.0.9",
        "BEFORE_SEGMENT,'',v3.0.9,http://inference:8080/v3.0.9",
        "BEFORE_SEGMENT,/poc,v3.0.9,http://inference:8080/v3.0.9/poc",
        "BEFORE_SEGMENT,/poc,'',http://inference:8080/poc",
        "AFTER_SEGMENT,'','',http://inference:8080"
    })
    void eachFormHasItsPlaceForTheVersion(
            UrlForm form, String segment, String version, String expected) {
        assertThat(address(segment).poc(form, version)).hasToString(expected);
    }

    @Test
    void inferenceHasItsOwnPortAndSegment() {
        var address = new NodeAddress("inference", 5000, "/inf", 8080, "/poc");

        assertThat(address.inference(UrlForm.of(Generation.R2), "v3.0.9"))
                .hasToString("http://inference:5000/v3.0.9/inf");
        assertThat(address.inference(UrlForm.of(Generation.R0), "v3.0.9"))
                .hasToString("http://inference:5000/inf");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "..", "v1?x", "v1#x", "v 1", "v1%2e", "v1\n"})
    void aVersionThatIsNoSegmentNeverBecomesAPath(String version) {
        assertThatThrownBy(() -> address("").poc(UrlForm.BEFORE_SEGMENT, version))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aHostWithASchemeIsRefused() {
        assertThatThrownBy(() -> new NodeAddress("http://inference", 1, "", 2, ""))
                .hasMessageContaining("bare host");
        assertThatThrownBy(() -> new NodeAddress("inference", 1, "inf", 2, ""))
                .hasMessageContaining("slash");
    }

    @Test
    void aNodeOfTheVersionIsTakenBeforeAnyOther() {
        assertThat(choose("v2", Set.of("a", "b", "c"))).isEqualTo("b");
    }

    @Test
    void whenNoneOfTheVersionIsFreeAnyThatIsFreeIsTaken() {
        assertThat(choose("v2", Set.of("c"))).isEqualTo("c");
        assertThat(choose("v9", Set.of("b", "c"))).isEqualTo("b");
    }

    @Test
    void withoutAVersionTheFirstFreeNodeIsTakenAndWithoutAFreeNodeNone() {
        assertThat(choose("", Set.of("c", "b"))).isEqualTo("b");
        assertThat(choose("v2", Set.of())).isEqualTo("none");
    }

    private static String choose(String version, Set<String> free) {
        var versions = Map.of("a", "v1", "b", "v2", "c", "v1");
        return NodeChoice.of(
                        List.of("a", "b", "c"),
                        version,
                        node -> versions.getOrDefault(node, ""),
                        free::contains)
                .orElse("none");
    }

    private static NodeAddress address(String pocSegment) {
        return new NodeAddress("inference", 5000, "", 8080, pocSegment);
    }
}
