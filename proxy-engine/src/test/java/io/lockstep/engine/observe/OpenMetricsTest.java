package io.lockstep.engine.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenMetricsTest {

    @Test
    void familiesAreWrittenAsTheStandardWantsThem() {
        var text =
                new OpenMetrics()
                        .counter("asked", "Requests.")
                        .total(Map.of("version", "v1", "class", "2xx"), 3)
                        .gauge("held_bytes", "Bytes, \"held\"\\now\n.")
                        .value(Map.of(), 7)
                        .gauge("start_time_seconds", "When.")
                        .value(Map.of(), Instant.ofEpochMilli(1_700_000_000_250L))
                        .info("build", "What.")
                        .told(Map.of("version", "a\"b\\c\nd"))
                        .text();

        assertThat(text)
                .isEqualTo(
                        """
                        # TYPE asked counter
                        # HELP asked Requests.
                        asked_total{class="2xx",version="v1"} 3
                        # TYPE held_bytes gauge
                        # UNIT held_bytes bytes
                        # HELP held_bytes Bytes, \\"held\\"\\\\now\\n.
                        held_bytes 7
                        # TYPE start_time_seconds gauge
                        # UNIT start_time_seconds seconds
                        # HELP start_time_seconds When.
                        start_time_seconds 1700000000.250
                        # TYPE build info
                        # HELP build What.
                        build_info{version="a\\"b\\\\c\\nd"} 1
                        # EOF
                        """);
        assertThat(Exposition.of(text).value("asked_total", "class=2xx", "version=v1"))
                .isEqualTo(3);
    }

    @Test
    void bucketsRiseToTheCount() {
        var histogram = new Histogram();
        histogram.add(50_000);
        histogram.add(3_000_000);
        histogram.add(Long.MAX_VALUE / 2);

        var text =
                new OpenMetrics()
                        .histogram("first_byte_seconds", "First bytes.")
                        .distribution(Map.of("version", "v1"), histogram.reading())
                        .text();

        var read = Exposition.of(text);
        assertThat(read.value("first_byte_seconds_bucket", "le=0.000065536", "version=v1"))
                .isEqualTo(1);
        assertThat(read.value("first_byte_seconds_bucket", "le=0.004194304", "version=v1"))
                .isEqualTo(2);
        assertThat(read.value("first_byte_seconds_bucket", "le=+Inf", "version=v1")).isEqualTo(3);
        assertThat(read.value("first_byte_seconds_count", "version=v1")).isEqualTo(3);
    }

    /// The reader that other tests lean on must be able to refuse.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a 1\n# EOF\n",
                "# TYPE a counter\na 1\n# EOF\n",
                "# TYPE a gauge\na 1\na 2\n# EOF\n",
                "# TYPE a gauge\na{b=\"c} 1\n# EOF\n",
                "# TYPE a gauge\na{b=\"c\",} 1\n# EOF\n",
                "# TYPE a gauge\na 1\n",
                "# TYPE a gauge\n\na 1\n# EOF\n",
                "# TYPE a_seconds gauge\n# UNIT a_seconds bytes\n# EOF\n",
                "# TYPE h histogram\nh_bucket{le=\"1.0\"} 2\nh_bucket{le=\"+Inf\"} 1\nh_count 1\nh_sum 1\n# EOF\n"
            })
    void theReaderRefusesWhatIsNotOpenMetrics(String text) {
        assertThatThrownBy(() -> Exposition.of(text)).isInstanceOf(AssertionError.class);
    }
}
