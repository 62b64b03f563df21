package io.lockstep.app.rehearsal.chain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lockstep.chain.upgrade.Generation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The contract with real nodes: the simulated chain plays the recorded story and answers each
/// recorded request in the recorded shape, with the recorded status and height.
class RecordedAnswersTest {
    /// Recorded, but not to be answered by the simulation.
    private static final Map<String, String> OUT_OF_SCOPE =
            Map.of(
                    "tx-submit-software-upgrade.json",
                    "its bytes hold a time that ours leave out, so it has another hash here",
                    "tx-authz-grant.json",
                    "a grant is spoken by the driver of the chain: Lockstep makes none",
                    "authz-grants.*",
                    "nobody here asks for grants; that they count is shown by the vote through one");

    /// Where not the shape alone but every value must be as recorded, times left out.
    private static final Pattern SAME_VALUES =
            Pattern.compile(
                    "(proposal|tally|vote|deposits|gov-|current-plan|current-epoch\\.|applied-plan|upgrade-authority"
                            + "|partial-upgrade|mlnode|rpc-error|rpc-health|rpc-net|rpc-post-error|unknown-path|participant-unknown"
                            + "|account-unknown|account-bad|module-versions|node-config|node-syncing|syncing|epoch-info|params"
                            + "|hardware|tx-unknown|votes-authz|account-warm|broadcast-(ok|again|wrong-sequence)"
                            + "|simulate-garbage).*");

    private static final Map<String, String> POSTED =
            Map.of(
                    "rpc-post-status.json",
                            "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"status\",\"params\":{}}",
                    "rpc-post-error-unknown-method.json",
                            "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"nonsense\",\"params\":{}}");

    @ParameterizedTest
    @EnumSource(names = {"R0", "R1"})
    void everyRecordedRequestIsAnsweredInTheRecordedShape(Generation generation) throws Exception {
        var differences = new ArrayList<String>();
        int compared = 0;
        try (var story = new RecordedStory(generation);
                var web = new Web()) {
            var rows = story.recordings().index();
            story.playUntil(
                    rows.stream().flatMap(r -> r.height().stream()).findFirst().orElseThrow());
            for (var row : rows) {
                row.height().ifPresent(story::playUntil);
                if (row.halted()) {
                    story.playToTheHalt();
                }
                if (inScope(row.file())) {
                    compared++;
                    compare(story, web, row)
                            .forEach(found -> differences.add(row.file() + " " + found));
                }
            }
        }

        assertThat(differences).isEmpty();
        assertThat(compared).isGreaterThan(125);
    }

    /// What the walk through the recordings leaves to this test is indeed compared here.
    @ParameterizedTest
    @EnumSource(names = {"R0", "R1"})
    void whatNoClientReadsIsComparedHere(Generation generation) {
        var compared =
                new Recordings(generation)
                        .index().stream()
                                .map(row -> row.file().replace(".json", ""))
                                .collect(Collectors.toSet());

        assertThat(Recordings.simulated())
                .filteredOn(name -> !name.startsWith("ws-") && inScope(name))
                .isSubsetOf(compared);
    }

    private static boolean inScope(String file) {
        return OUT_OF_SCOPE.keySet().stream().noneMatch(file::matches);
    }

    private static List<String> compare(RecordedStory story, Web web, Recordings.Row row)
            throws Exception {
        var base = row.rpc() ? story.chain().rpcs().getFirst() : story.chain().rest();
        var answer = web.send(row.method(), base, row.path(), posted(story, row));
        var found = new ArrayList<String>();
        if (answer.statusCode() != row.status()) {
            found.add("HTTP " + answer.statusCode() + " for " + row.status() + " " + answer.body());
            return found;
        }
        if (!answer.headers().firstValue("Content-Type").equals(Optional.of(row.type()))) {
            found.add("content type " + answer.headers().firstValue("Content-Type"));
        }
        if (!row.rpc()) {
            for (var name :
                    List.of("X-Cosmos-Block-Height", "Grpc-Metadata-X-Cosmos-Block-Height")) {
                var height = answer.headers().firstValue(name).map(Long::parseLong);
                if (!height.equals(row.height())) {
                    found.add(name + " " + height + " for " + row.height());
                }
            }
        }
        if (row.type().startsWith("text/plain")) {
            if (!answer.body().equals(story.recordings().text(row.file()))) {
                found.add("says " + answer.body());
            }
            return found;
        }
        var recorded = story.recordings().json(row.file());
        var answered = Recordings.parse(answer.body());
        found.addAll(Shape.of(recorded).differences(Shape.of(answered)));
        if (found.isEmpty()
                && SAME_VALUES.matcher(row.file()).matches()
                && !timeless(recorded).equals(timeless(answered))) {
            found.add("says " + answered + " for " + recorded);
        }
        if (recorded.has("tx_response") && !verdict(recorded).equals(verdict(answered))) {
            found.add("says " + verdict(answered) + " for " + verdict(recorded));
        }
        return found;
    }

    private static String posted(RecordedStory story, Recordings.Row row) {
        return row.method().equals("GET")
                ? ""
                : POSTED.getOrDefault(row.file(), story.posted(row.file()));
    }

    /// What a transaction came to, in the chain's own words.
    private static List<String> verdict(JsonNode answer) {
        return Stream.of("/code", "/codespace", "/raw_log")
                .map(at -> answer.at("/tx_response" + at).asText())
                .toList();
    }

    private static JsonNode timeless(JsonNode json) {
        var copy = json.<JsonNode>deepCopy();
        strip(copy);
        return copy;
    }

    private static void strip(JsonNode json) {
        switch (json) {
            case ObjectNode object -> {
                object.remove(
                        Set.of(
                                "submit_time",
                                "deposit_end_time",
                                "voting_start_time",
                                "voting_end_time"));
                object.forEach(RecordedAnswersTest::strip);
            }
            case ArrayNode array -> array.forEach(RecordedAnswersTest::strip);
            default -> {}
        }
    }
}
