package io.lockstep.app.upgrade.act;

import io.lockstep.app.containers.ContainerHost.Holder;
import io.lockstep.app.settings.Settings;
import io.lockstep.app.upgrade.ConsoleLock;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/// The right to upgrade a host, which one home has at a time wherever it stands. It is taken with
/// the first act and given back at the end; a program that was killed finds it still its own.
public final class HostRight {
    private final Holder own;
    private final String name;

    public HostRight(Holder own, Settings.Engine engine) {
        this.own = own;
        this.name = name(engine);
    }

    /// One right for each engine and what is behind it.
    public static String name(Settings.Engine engine) {
        return engine.container().orElse("engine") + "-upgrade-lock";
    }

    /// Who acts from that data folder.
    public static Holder of(Path data) {
        var words = "%s on %s".formatted(ConsoleLock.whoAmI(), machine());
        var file = data.resolve("holder");
        try {
            if (Files.notExists(file)) {
                Files.createDirectories(data);
                Files.writeString(file, UUID.randomUUID().toString());
            }
            return new Holder(Files.readString(file).strip(), words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String machine() {
        try {
            return Files.readString(Path.of("/etc/hostname")).strip();
        } catch (IOException e) {
            return System.getenv().getOrDefault("COMPUTERNAME", "this machine");
        }
    }

    void take(World world) {
        var holder = world.host().hold(name, own);
        if (!holder.id().equals(own.id())) {
            throw new ProblemException(
                    new Problem(
                            "upgrade.hostHeld",
                            "This host is upgraded by %s.".formatted(holder.words()),
                            "It goes on there; nothing was begun here.",
                            "Close it there. If it is gone for good: lockstep upgrade"
                                    + " --take-over."));
        }
    }

    /// Only what is our own.
    void giveBack(World world) {
        if (world.host().hold(name, own).id().equals(own.id())) {
            world.host().release(name);
        }
    }
}
