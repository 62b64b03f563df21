package io.lockstep.app.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.nodes.Epoch;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.app.ui.Scenes;
import io.lockstep.app.ui.parts.Moment;
import io.lockstep.app.ui.parts.Trail;
import io.lockstep.app.ui.text.Figures;
import io.lockstep.app.ui.text.Texts;
import io.lockstep.app.ui.upgrade.Stage;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/// What the overview makes of a snapshot, without a control in sight.
class OverviewFactsTest {
    private final Texts texts = Texts.load();
    private final Figures figures = new Figures(ZoneId.of("Europe/Berlin"));

    @Test
    void theStageFollowsTheCutoversPhase() {
        assertThat(Stage.of(Scenes.loading())).isInstanceOf(Stage.Unknown.class);
        assertThat(Stage.of(Scenes.quiet())).isInstanceOf(Stage.Quiet.class);
        assertThat(Stage.of(Scenes.ready())).isInstanceOf(Stage.Coming.class);
        assertThat(Stage.of(Scenes.underWay())).isInstanceOf(Stage.UnderWay.class);
        assertThat(Stage.of(Scenes.fellBack())).isInstanceOf(Stage.FellBack.class);
        assertThat(Stage.of(Scenes.settling())).isInstanceOf(Stage.After.class);
    }

    @Test
    void theTimelineMovesOnWithEachPreparationThatIsDone() {
        assertThat(line(Scenes.ready()).now()).isLessThan(line(Scenes.armed()).now());
        assertThat(line(Scenes.armed()).now()).isLessThan(TimelineFacts.CUTOVER);
        assertThat(line(Scenes.underWay()).now()).isEqualTo(TimelineFacts.CUTOVER);
    }

    @Test
    void theProofOfComputeWindowStandsBetweenNowAndTheCutover() {
        var line = line(Scenes.armed());
        var window = line.poc().orElseThrow();

        assertThat(window.from()).isGreaterThan(line.now());
        assertThat(window.to()).isGreaterThan(window.from()).isLessThan(TimelineFacts.CUTOVER);
        assertThat(window.label()).isEqualTo("PoC 1\u202f249\u202f410–510");
    }

    @Test
    void aWindowThatIsOverIsFollowedByTheNextOne() {
        var epoch = new Epoch(1, "Inference", 150, 100, 120, 200);

        assertThat(TimelineFacts.ahead(epoch, 110).orElseThrow().start()).isEqualTo(100);
        assertThat(TimelineFacts.ahead(epoch, 150).orElseThrow().start()).isEqualTo(200);
        assertThat(TimelineFacts.ahead(epoch, 230)).isEmpty();
    }

    @Test
    void theDefaultRouteDecidesWhoCarries() {
        var before = TrafficFacts.of(Scenes.armed(), texts, figures);
        var after = TrafficFacts.of(Scenes.settling(), texts, figures);

        assertThat(before.upper().orElseThrow().title()).isEqualTo("Incumbent v3.0.8");
        assertThat(before.upper().orElseThrow().carries()).isTrue();
        assertThat(before.lower().orElseThrow().note()).isEqualTo("probes only");
        assertThat(after.upper().orElseThrow().title()).isEqualTo("Serving v3.0.10");
        assertThat(after.lower().orElseThrow().note()).isEqualTo("the way back");
    }

    @Test
    void nothingFlowsWhileTheEngineIsNotKnown() {
        var facts = TrafficFacts.of(Scenes.loading(), texts, figures);

        assertThat(facts.flowing()).isFalse();
        assertThat(facts.rate()).isEqualTo("unknown");
    }

    @Test
    void aCandidateThatIsNotThereIsToldAsAbsent() {
        var lower = TrafficFacts.of(Scenes.ready(), texts, figures).lower().orElseThrow();

        assertThat(lower.state()).isEqualTo("not there yet");
        assertThat(lower.routed()).isFalse();
    }

    @Test
    void aStaleChainIsNoProofThatHeightsAgree() {
        var facts = NextFacts.of(moment(Scenes.stale()), texts, figures);

        assertThat(facts.evidence().getFirst().cells().getFirst().sign())
                .isEqualTo(io.lockstep.app.ui.parts.Sign.LOOK);
    }

    @Test
    void quietWithoutAnAnswerFromTheChainDoesNotClaimThatAllIsQuiet() {
        var trouble = Scenes.unreachable().chain();
        var facts =
                QuietFacts.of(
                        moment(Scenes.quiet().withChain(Scenes.NOW, trouble)), texts, figures);

        assertThat(facts.head()).isEqualTo("Quiet, but not all is known.");
        assertThat(facts.needs()).isNotEmpty();
    }

    @Test
    void theTrailKeepsOneSampleForEachReading() {
        var once = Trail.EMPTY.with(Scenes.quiet());

        assertThat(once.with(Scenes.quiet())).isEqualTo(once);
        assertThat(once.with(Scenes.rate(Scenes.quiet(), Scenes.NOW.plusSeconds(5), 12)).samples())
                .hasSize(2);
    }

    private TimelineFacts line(Snapshot snapshot) {
        return TimelineFacts.of(snapshot.plan().orElseThrow(), snapshot, texts, figures);
    }

    private static Moment moment(Snapshot snapshot) {
        return new Moment(snapshot, Scenes.NOW, Trail.EMPTY);
    }
}
