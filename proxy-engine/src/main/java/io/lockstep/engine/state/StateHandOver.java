package io.lockstep.engine.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lockstep.engine.route.RoutingTable;
import java.io.IOException;

/// A routing table as the text that one engine gives another, in the format of the state file.
public final class StateHandOver {
    private StateHandOver() {}

    public static String text(RoutingTable table) {
        return new String(StateText.write(EngineState.nothing().with(table)), UTF_8);
    }

    /// Throws with the reason when it is no such text.
    public static RoutingTable table(String text) throws IOException {
        return StateText.read(text.getBytes(UTF_8))
                .table()
                .orElseThrow(() -> new IOException("it holds no table"));
    }
}
