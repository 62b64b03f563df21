package io.lockstep.engine.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lockstep.engine.change.History;
import io.lockstep.engine.route.RoutingTable;
import java.io.IOException;
import java.util.Optional;

/// A routing table as the text that one engine gives another, in the format of the state file.
public final class StateHandOver {
    private StateHandOver() {}

    public static String text(RoutingTable table) {
        var state = new EngineState(Optional.of(table), Optional.empty(), History.none());
        return new String(StateText.write(state), UTF_8);
    }

    /// Throws with the reason when it is no such text.
    public static RoutingTable table(String text) throws IOException {
        return StateText.read(text.getBytes(UTF_8))
                .table()
                .orElseThrow(() -> new IOException("it holds no table"));
    }
}
