package io.lockstep.app.ui.upgrade;

import io.lockstep.app.ui.parts.Cell;
import io.lockstep.app.ui.parts.Moment;
import io.lockstep.app.ui.parts.Row;
import io.lockstep.app.ui.parts.Sign;
import io.lockstep.app.ui.parts.Tone;
import io.lockstep.app.ui.text.Figures;
import io.lockstep.app.ui.text.Texts;
import io.lockstep.app.upgrade.JournalEntry;
import io.lockstep.app.upgrade.Plan;
import io.lockstep.app.upgrade.StepName;
import io.lockstep.app.upgrade.StepState;
import io.lockstep.engine.control.EngineStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// One step in detail.
///
/// @param evidence what is known about it, with times
/// @param wayBack what happens if it goes wrong
/// @param sources where the evidence stands
record StepFacts(
        String title, String explanation, List<Row> evidence, String wayBack, String sources) {

    static StepFacts of(StepName name, Plan plan, Moment moment, Texts texts, Figures figures) {
        var rows = new ArrayList<Row>();
        plan.steps().stream()
                .filter(step -> step.name() == name)
                .forEach(step -> rows.addAll(state(step.state(), texts, figures)));
        if (name == StepName.CUTOVER) {
            rows.addAll(phases(moment, texts, figures));
        }
        var entries =
                moment.snapshot().journal().stream()
                        .filter(entry -> entry.step().filter(name::equals).isPresent())
                        .toList();
        entries.reversed().forEach(entry -> rows.add(entry(entry, figures)));
        return new StepFacts(
                texts.of("upgrade.title", name),
                texts.of("upgrade.explain", name),
                List.copyOf(rows),
                texts.of("upgrade.wrong", name, plan.goal().incumbent()),
                sources(entries, texts, figures));
    }

    private static List<Row> state(StepState state, Texts texts, Figures figures) {
        return switch (state) {
            case StepState.Done(var evidence) ->
                    List.of(row(Sign.PROVEN, figures.sentence(evidence)));
            case StepState.Ready(var act) ->
                    List.of(row(Sign.OPEN, figures.sentence(texts.get("upgrade.readyTo", act))));
            case StepState.Waiting(var on) -> List.of(row(Sign.RUNNING, figures.sentence(on)));
            case StepState.Refused(var reason) ->
                    Stream.of(reason.what(), reason.stands(), reason.remedy())
                            .map(sentence -> figures.sentence(sentence))
                            .map(sentence ->
                                    row(
                                            sentence.equals(figures.sentence(reason.what()))
                                                    ? Sign.ACT
                                                    : Sign.NONE,
                                            sentence))
                            .toList();
        };
    }

    private static Row row(Sign sign, String sentence) {
        return Row.evidence(sign, sentence, "");
    }

    private static List<Row> phases(Moment moment, Texts texts, Figures figures) {
        return moment.snapshot().proxy().latest().flatMap(EngineStatus::cutover).stream()
                .flatMap(cutover -> cutover.log().stream())
                .map(entry ->
                        Row.evidence(
                                Sign.NONE,
                                texts.of("overview.phase", entry.phase()),
                                figures.second(entry.at())))
                .toList();
    }

    private static Row entry(JournalEntry entry, Figures figures) {
        var sign =
                switch (entry.kind()) {
                    case EVIDENCE -> Sign.PROVEN;
                    case FAILURE -> Sign.ACT;
                    case INTENT, NOTE -> Sign.NONE;
                };
        var text = Cell.signed(sign, figures.sentence(entry.text()));
        return Row.of(
                entry.kind() == JournalEntry.Kind.FAILURE ? text.in(Tone.ACT) : text,
                Cell.muted(figures.second(entry.at())));
    }

    private static String sources(List<JournalEntry> entries, Texts texts, Figures figures) {
        if (entries.isEmpty()) {
            return texts.get("upgrade.noEntries");
        }
        var first = figures.whole(entries.getLast().number());
        var last = figures.whole(entries.getFirst().number());
        return entries.size() == 1
                ? texts.get("upgrade.entry", first)
                : texts.get("upgrade.entries", first, last);
    }
}
