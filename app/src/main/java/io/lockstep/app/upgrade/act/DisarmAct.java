package io.lockstep.app.upgrade.act;

import io.lockstep.app.upgrade.Act;
import java.util.function.Consumer;

/// Takes an armed cutover back.
final class DisarmAct implements Act {
    private final World world;
    private final String id;

    DisarmAct(World world, String id) {
        this.world = world;
        this.id = id;
    }

    @Override
    public String intent() {
        return "disarm " + id;
    }

    @Override
    public String carryOut(Consumer<String> progress) {
        var now = world.engine().disarm(id);
        return "%s is disarmed, generation %d stays".formatted(id, now.generation());
    }
}
