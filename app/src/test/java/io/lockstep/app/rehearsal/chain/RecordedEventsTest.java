package io.lockstep.app.rehearsal.chain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lockstep.chain.upgrade.Generation;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The contract with real nodes over a WebSocket: the recorded story is played once more, and the
/// events of its blocks come in the recorded shape.
@Timeout(90)
class RecordedEventsTest {
    @ParameterizedTest
    @CsvSource({
        "R0, ws-tx-gov.jsonl",
        "R1, ws-tx-gov.jsonl",
        "R0, ws-new-block-with-gov-events.jsonl",
        "R1, ws-new-block-with-gov-events.jsonl",
        "R0, ws-new-block-header.jsonl",
        "R1, ws-new-block-header.jsonl"
    })
    void everyRecordedEventComesInTheRecordedShape(Generation generation, String file)
            throws Exception {
        var lines = new Recordings(generation).lines(file);
        var recorded = lines.subList(1, lines.size());
        var query = recorded.getFirst().at("/result/query").asText();
        try (var story = new RecordedStory(generation);
                var web = new Web()) {
            var ear = new Ear(web.client(), story.chain().rpcs().getFirst());
            story.playUntil(height(recorded.getFirst()) - 1);
            assertThat(ear.ask("subscribe", query)).isEqualTo(lines.getFirst());
            story.playUntil(height(recorded.getLast()));

            var differences = new ArrayList<String>();
            for (var event : recorded) {
                var heard = next(ear, height(event));
                Shape.of(event)
                        .differences(Shape.of(heard))
                        .forEach(found -> differences.add(height(event) + " " + found));
            }

            assertThat(differences).isEmpty();
        }
    }

    private static JsonNode next(Ear ear, long height) throws InterruptedException {
        var heard = ear.next();
        while (height(heard) < height) {
            heard = ear.next();
        }
        return heard;
    }

    private static long height(JsonNode event) {
        return at(event, "/header/height")
                .or(() -> at(event, "/block/header/height"))
                .or(() -> at(event, "/TxResult/height"))
                .orElseThrow();
    }

    private static Optional<Long> at(JsonNode event, String pointer) {
        var found = event.at("/result/data/value" + pointer);
        return found.isMissingNode() ? Optional.empty() : Optional.of(found.asLong());
    }
}
