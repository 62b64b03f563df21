package io.lockstep.app.upgrade.act;

import io.lockstep.app.upgrade.Act;
import io.lockstep.app.upgrade.CleanUpList;
import io.lockstep.app.upgrade.Goal;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Removes what somebody ticked. The list is made anew when it begins: what may no longer go since
/// it was shown keeps everything else from going, too.
final class TickedAct implements Act {
    private final World world;
    private final LeftFiles files;
    private final Optional<Goal> goal;
    private final Set<String> ticked;
    private final Supplier<CleanUpList> fresh;
    private Optional<CleanUpAct> chosen = Optional.empty();

    TickedAct(
            World world,
            LeftFiles files,
            Optional<Goal> goal,
            Set<String> ticked,
            Supplier<CleanUpList> fresh) {
        this.world = world;
        this.files = files;
        this.goal = goal;
        this.ticked = Set.copyOf(ticked);
        this.fresh = fresh;
    }

    @Override
    public String intent() {
        return "remove %d things that were ticked".formatted(ticked.size());
    }

    @Override
    public boolean whole() {
        return false;
    }

    @Override
    public String detail() {
        var act = choose();
        chosen = Optional.of(act);
        return act.detail();
    }

    @Override
    public String carryOut(Consumer<String> progress) {
        return chosen.orElseGet(this::choose).carryOut(progress);
    }

    private CleanUpAct choose() {
        var list = fresh.get();
        var refused = list.refused(ticked);
        if (!refused.isEmpty()) {
            throw new ProblemException(notListed(refused.iterator().next(), list));
        }
        var upgrade = goal.filter(_ -> !list.guards().isEmpty() && list.held().isEmpty());
        return new CleanUpAct(world, files, upgrade, list.chosen(ticked), Optional.empty());
    }

    private static String unlisted(String id, CleanUpList list) {
        return list.before(id).stream()
                .sorted()
                .findFirst()
                .map(first -> "%s can only go together with %s.".formatted(id, first))
                .orElse("%s is not on the list of what may go.".formatted(id));
    }

    private static Problem notListed(String id, CleanUpList list) {
        return new Problem(
                "cleanUp.notListed",
                list.stays().stream()
                        .filter(item -> item.id().equals(id))
                        .map(item -> "%s stays: %s.".formatted(item.name(), item.reason()))
                        .findFirst()
                        .orElseGet(() -> unlisted(id, list)),
                "Nothing was removed.",
                "Look at the list again with lockstep cleanup, and tick what it offers.");
    }
}
