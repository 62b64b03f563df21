package io.lockstep.app.ui.overview;

import io.lockstep.app.snapshot.Reading;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.ui.parts.Moment;
import io.lockstep.app.ui.parts.Tone;
import io.lockstep.app.ui.text.Figures;
import io.lockstep.app.ui.text.Texts;
import io.lockstep.app.ui.upgrade.Stage;
import io.lockstep.app.upgrade.Plan;
import io.lockstep.chain.follow.ChainView;
import io.lockstep.chain.follow.Head;
import io.lockstep.engine.cutover.CutoverRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The first line of the overview while an upgrade is known: from what to what, and how far away.
///
/// @param number the one big figure; empty when words must do
public record HeadlineFacts(
        String incumbent,
        String candidate,
        String origin,
        String number,
        String unit,
        String hover,
        Tone tone) {

    static HeadlineFacts of(Plan plan, Moment moment, Texts texts, Figures figures) {
        var upgrade = plan.goal().upgrade();
        var count = new Count(moment, texts, figures).of(Stage.of(moment.snapshot()));
        var height = figures.whole(upgrade.height());
        var proposal = upgrade.proposal();
        var origin =
                proposal.isPresent()
                        ? texts.get(
                                "overview.originProposal",
                                figures.whole(proposal.getAsLong()),
                                texts.of("overview.origin", upgrade.origin(), height))
                        : texts.of("overview.origin", upgrade.origin(), height);
        return new HeadlineFacts(
                plan.goal().incumbent(),
                upgrade.version(),
                origin,
                count.number,
                count.unit,
                count.hover,
                count.tone);
    }

    /// Blocks until the plan's height as a sentence with its time range, for other views too.
    public static String distance(Plan plan, Moment moment, Texts texts, Figures figures) {
        var counting = new Count(moment, texts, figures);
        var over = Stage.of(moment.snapshot()) instanceof Stage.After;
        var count = over ? counting.since(plan) : counting.ahead(plan);
        return (count.number + " " + count.unit).strip();
    }

    private static final class Count {
        private final Moment moment;
        private final Texts texts;
        private final Figures figures;
        private String number = "";
        private String unit = "";
        private String hover = "";
        private Tone tone = Tone.PLAIN;

        Count(Moment moment, Texts texts, Figures figures) {
            this.moment = moment;
            this.texts = texts;
            this.figures = figures;
        }

        Count of(Stage stage) {
            return switch (stage) {
                case Stage.Unknown _, Stage.Quiet _ -> this;
                case Stage.Coming(var plan, _) -> ahead(plan);
                case Stage.UnderWay(_, var cutover) -> underWay(cutover);
                case Stage.FellBack _ -> words(texts.get("overview.fellBack"), Tone.ACT);
                case Stage.After(var plan, _) -> since(plan);
            };
        }

        Count ahead(Plan plan) {
            var head = head(moment.snapshot());
            if (head.isEmpty()) {
                return words(texts.get("overview.heightUnknown"), Tone.LOOK);
            }
            var left = plan.goal().upgrade().height() - head.get().appliedHeight();
            if (left <= 0) {
                return words(texts.get("overview.heightReached"), Tone.LOOK);
            }
            number = figures.whole(left);
            if (!(moment.snapshot().chain() instanceof Reading.Live)) {
                unit = texts.get("overview.blocksThen");
                tone = Tone.LOOK;
                return this;
            }
            unit = texts.get(left == 1 ? "overview.block" : "overview.blocks");
            head.get()
                    .pace()
                    .ifPresent(pace -> {
                        var eta = pace.eta(head.get().blockTime(), left);
                        unit =
                                texts.get(
                                        "overview.eta",
                                        unit,
                                        figures.duration(
                                                Duration.between(moment.now(), eta.likely())),
                                        figures.between(eta, moment.now()));
                        hover = texts.get("overview.utc", figures.utc(eta.likely()));
                    });
            return this;
        }

        private Count underWay(CutoverRecord cutover) {
            var since = cutover.startedAt().map(this::elapsed).orElse("");
            words(texts.of("overview.phase", cutover.phase()), Tone.CANDIDATE);
            unit = (unit + " " + since).strip();
            return this;
        }

        private String elapsed(Instant since) {
            return texts.get(
                    "overview.elapsed", figures.duration(Duration.between(since, moment.now())));
        }

        private Count since(Plan plan) {
            var height = plan.goal().upgrade().height();
            head(moment.snapshot())
                    .map(Head::appliedHeight)
                    .filter(applied -> applied >= height)
                    .ifPresentOrElse(
                            applied -> {
                                number = figures.whole(applied - height);
                                unit = texts.get("overview.blocksSince");
                            },
                            () -> words(texts.get("overview.heightUnknown"), Tone.LOOK));
            return this;
        }

        private Count words(String sentence, Tone meaning) {
            unit = sentence;
            tone = meaning;
            return this;
        }

        private static Optional<Head> head(Snapshot snapshot) {
            return snapshot.chain().latest().flatMap(ChainView::head);
        }
    }
}
