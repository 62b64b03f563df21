package io.lockstep.app.rehearsal.chain.scenario;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A story that the simulated network plays, and how it is to end.
///
/// @param text the file it was read from
/// @param about one sentence
/// @param from MLNode version at the beginning
/// @param nodes how many RPC nodes there are
public record Scenario(
        String name,
        String text,
        String about,
        String from,
        int nodes,
        List<Cue> cues,
        Ending ending) {

    public Scenario {
        cues = List.copyOf(cues);
    }

    /// What is right at the end.
    ///
    /// @param version that rules then; none when nothing is to be cut over
    /// @param block by which it is decided
    public record Ending(Optional<String> version, Place block) {}

    /// Whether a cutover belongs to it.
    public boolean cutsOver() {
        return ending.version().isPresent();
    }

    /// The version that Lockstep would bring: the one at the end, or what was asked for last.
    public String candidate() {
        return ending.version()
                .orElseGet(() -> proposed().reduce((_, later) -> later).orElse(from));
    }

    /// All versions that are asked for.
    public List<String> candidates() {
        return Stream.concat(proposed(), Stream.of(candidate())).distinct().toList();
    }

    private Stream<String> proposed() {
        return cues.stream()
                .map(Cue::deed)
                .filter(Deed.Propose.class::isInstance)
                .flatMap(deed -> ((Deed.Propose) deed).version().stream());
    }
}
