package io.lockstep.app.upgrade.act;

import io.lockstep.app.upgrade.Act;
import io.lockstep.app.upgrade.Goal;
import io.lockstep.app.upgrade.ImageRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// Brings the candidate's image onto the host.
final class PullAct implements Act {
    private final World world;
    private final Goal goal;
    private final String reference;

    PullAct(World world, Goal goal) {
        this.world = world;
        this.goal = goal;
        this.reference = world.images().reference(goal.upgrade().version());
    }

    @Override
    public String intent() {
        return "bring %s onto the host".formatted(reference);
    }

    @Override
    public String carryOut(Consumer<String> progress) {
        World.need(world.host(), reference, archive().map(file -> () -> file), progress);
        return "%s is on the host".formatted(reference);
    }

    private Optional<Path> archive() {
        var name = ImageRule.tag(goal.upgrade().version()) + ".tar";
        return world.settings()
                .upgrade()
                .archives()
                .map(folder -> folder.resolve(name))
                .filter(Files::isRegularFile);
    }
}
