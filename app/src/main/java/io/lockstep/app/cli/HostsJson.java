package io.lockstep.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lockstep.app.containers.ContainerDetails.Origin;
import io.lockstep.app.containers.watch.HostSight;
import io.lockstep.app.containers.watch.Sighting;
import java.util.List;

/// Hosts and containers for programs. Secrets are masked before they come here.
final class HostsJson {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private HostsJson() {}

    static String text(List<HostSight> sights, boolean containers) {
        var document = JSON.createArrayNode();
        for (var sight : sights) {
            var host = document.addObject().put("host", sight.host()).put("up", sight.up());
            host.set("engine", RecordJson.of(sight.engine()));
            host.put("containerCount", sight.containers().size());
            if (sight.standing() instanceof HostSight.Standing.Down(var problem, _)) {
                host.set("problem", RecordJson.of(problem));
            }
            if (containers) {
                var array = host.putArray("containers");
                sight.containers().forEach(one -> array.add(container(one)));
            }
        }
        try {
            return JSON.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always JSON", e);
        }
    }

    private static ObjectNode container(Sighting sighting) {
        var details = sighting.details();
        var node = JSON.createObjectNode();
        node.setAll((ObjectNode) RecordJson.of(details.container()));
        node.put("origin", origin(details.origin()));
        var rest = (ObjectNode) RecordJson.of(details);
        rest.remove(List.of("container", "origin"));
        node.setAll(rest);
        node.set("prefix", RecordJson.of(details.prefix()));
        node.set("usage", RecordJson.of(sighting.usage()));
        node.set("rates", RecordJson.of(sighting.rates()));
        return node;
    }

    static String origin(Origin origin) {
        return switch (origin) {
            case Origin.Compose(var project, var service) ->
                    "compose %s/%s".formatted(project, service);
            case Origin.Lockstep() -> "lockstep";
            case Origin.ByHand() -> "by hand";
        };
    }
}
