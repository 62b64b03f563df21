package io.lockstep.app.rehearsal;

import io.lockstep.app.containers.ScopedHost;
import io.lockstep.app.containers.image.ImageArchives;
import io.lockstep.app.containers.image.ImagePlan;
import io.lockstep.app.rehearsal.mlnode.MlNodeMain;
import io.lockstep.app.upgrade.ImageRule;
import io.lockstep.chain.upgrade.Generation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The images of a rehearsal, built on the spot: two versions of the MLNode stand-in and the proxy
/// engine.
///
/// @param folder where the archive of the candidate lies for the upgrade's pull to find
record StageImages(ImageArchives archives, Generation generation, Path folder) {
    static final String RULE = "lockstep-rehearsal/mlnode:{tag}";
    static final String ENGINE = "lockstep-rehearsal/engine:1";
    private static final Map<String, String> LABELS = Map.of(ScopedHost.REHEARSAL, "true");

    Path mlNode(String version) {
        return archives.archive(
                new ImagePlan(
                        new ImageRule(RULE).reference(version),
                        MlNodeMain.class.getName(),
                        ImagePlan.SHORT_LIVED,
                        archives.installation().standIn(),
                        Map.of(
                                "MLNODE_VERSION",
                                version,
                                "MLNODE_FLAVOUR",
                                generation == Generation.R2 ? "R2" : "R0",
                                "MLNODE_GPU",
                                "/gpu/lock"),
                        LABELS,
                        List.of("/gpu"),
                        List.of(5000, 8080),
                        Optional.empty()));
    }

    Path engine() {
        return archives.archive(ImagePlan.engine(ENGINE, archives.installation(), LABELS));
    }

    /// Puts the candidate's archive where an operator without a registry would put it.
    void offer(String version) {
        try {
            Files.createDirectories(folder);
            Files.copy(mlNode(version), offered(version), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Takes it away again; it is large, and the next rehearsal puts its own there.
    void withdraw(String version) {
        try {
            Files.deleteIfExists(offered(version));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path offered(String version) {
        return folder.resolve(ImageRule.tag(version) + ".tar");
    }
}
