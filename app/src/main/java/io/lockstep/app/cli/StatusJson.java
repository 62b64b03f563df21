package io.lockstep.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lockstep.app.snapshot.Reading;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.chain.problem.Problem;
import java.time.ZoneId;

/// A snapshot for programs. What could not be read is null, and `problems` says why.
final class StatusJson {
    private StatusJson() {}

    static JsonNode of(Snapshot snapshot) {
        var document = JsonNodeFactory.instance.objectNode();
        document.set("chain", part(snapshot.chain()));
        document.set("proposals", part(snapshot.proposals()));
        document.set("governance", GovernanceJson.of(snapshot, ZoneId.systemDefault()));
        document.set("upgrades", part(snapshot.upgrades()));
        document.set("containers", part(snapshot.containers()));
        document.set("gpus", part(snapshot.gpus()));
        document.set("host", part(snapshot.host()));
        document.set("proxy", part(snapshot.proxy()));
        document.set("nodes", part(snapshot.nodes()));
        var problems = document.putArray("problems");
        Troubles.of(snapshot).forEach(trouble -> problems.add(problem(trouble)));
        return document;
    }

    private static JsonNode part(Reading<?> reading) {
        return RecordJson.of(reading.live());
    }

    private static ObjectNode problem(Troubles.Trouble trouble) {
        Problem problem = trouble.problem();
        return JsonNodeFactory.instance
                .objectNode()
                .put("part", trouble.part())
                .put("code", problem.code())
                .put("what", problem.what())
                .put("stands", problem.stands())
                .put("remedy", problem.remedy());
    }
}
