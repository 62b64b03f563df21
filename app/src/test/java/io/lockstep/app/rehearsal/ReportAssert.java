package io.lockstep.app.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/// What every good report says, whatever was played.
final class ReportAssert {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode report;

    private ReportAssert(JsonNode report) {
        this.report = report;
    }

    static ReportAssert assertThatReport(Path file) throws IOException {
        return new ReportAssert(JSON.readTree(Files.readString(file)));
    }

    ReportAssert hasTheAgreedKeys() {
        keys(report, "requests", "streams", "cutover", "gap", "cleanup", "runtime", "ok");
        keys(report.path("requests"), "sent", "answered", "failed", "moved");
        keys(report.path("streams"), "opened", "crossed", "cut");
        keys(report.path("cutover"), "height", "millisFromBlock");
        keys(report.path("gap"), "millis", "coveredBy");
        keys(
                report.path("cleanup"),
                "containers",
                "images",
                "networks",
                "volumes",
                "bytesFreed",
                "left");
        return this;
    }

    ReportAssert lostNothing() {
        assertThat(report.path("ok").asBoolean()).as("%s", report).isTrue();
        assertThat(number("/requests/failed")).isZero();
        assertThat(number("/streams/cut")).isZero();
        assertThat(number("/requests/sent")).isPositive().isEqualTo(number("/requests/answered"));
        assertThat(number("/cutover/height")).isPositive();
        return this;
    }

    /// Its story asks for none, and the incumbent answered everything.
    ReportAssert hadNoCutoverAsIn(String scenario) {
        assertThat(report.path("scenario").asText()).isEqualTo(scenario);
        assertThat(report.path("ok").asBoolean()).as("%s", report).isTrue();
        assertThat(number("/cutover/height")).isZero();
        assertThat(number("/requests/moved")).isZero();
        assertThat(number("/requests/sent")).isPositive().isEqualTo(number("/requests/answered"));
        assertThat(names("containers"))
                .containsExactly("lockstep-rehearsal-engine", "lockstep-rehearsal-mlnode-v3.0.8");
        assertThat(names("left")).isEmpty();
        return this;
    }

    ReportAssert saw(long streams) {
        assertThat(number("/streams/opened")).isGreaterThan(streams);
        assertThat(number("/streams/crossed")).isPositive();
        return this;
    }

    ReportAssert coveredTheGapBy(String policy) {
        assertThat(report.at("/gap/coveredBy").asText()).isEqualTo(policy);
        assertThat(number("/gap/millis")).isPositive();
        return this;
    }

    ReportAssert ranIn(String runtime) {
        assertThat(report.path("runtime").asText()).isEqualTo(runtime);
        return this;
    }

    /// Everything that stood during the rehearsal is named, and gone.
    ReportAssert namesAllThatIsGone() {
        var anchored = report.path("runtime").asText().equals("docker");
        assertThat(names("containers"))
                .containsExactlyElementsOf(
                        with(
                                anchored,
                                "lockstep-rehearsal-engine-1",
                                "lockstep-mlnode-v3.0.10",
                                "lockstep-rehearsal-engine",
                                "lockstep-rehearsal-mlnode-v3.0.8"));
        assertThat(names("images"))
                .containsExactly(
                        "lockstep-rehearsal/engine:1",
                        "lockstep-rehearsal/mlnode:3.0.10",
                        "lockstep-rehearsal/mlnode:3.0.8");
        assertThat(names("networks")).containsExactly("lockstep-rehearsal");
        assertThat(names("volumes"))
                .containsExactlyElementsOf(
                        with(
                                anchored,
                                "lockstep-rehearsal-engine-control",
                                "lockstep-rehearsal-engine-state",
                                "lockstep-rehearsal-gpu"));
        assertThat(names("left")).isEmpty();
        assertThat(number("/cleanup/bytesFreed")).isPositive();
        return this;
    }

    /// In the order of their names.
    private static Set<String> with(boolean more, String one, String... always) {
        var all = new TreeSet<>(Set.of(always));
        if (more) {
            all.add(one);
        }
        return all;
    }

    private List<String> names(String kind) {
        return StreamSupport.stream(report.path("cleanup").path(kind).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private long number(String at) {
        return report.at(at).asLong();
    }

    private static void keys(JsonNode object, String... names) {
        assertThat(object.fieldNames()).toIterable().containsExactlyInAnyOrder(names);
    }
}
