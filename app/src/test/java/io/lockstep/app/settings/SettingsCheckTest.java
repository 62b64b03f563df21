package io.lockstep.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.fakes.FakeApiNode;
import io.lockstep.app.fakes.FakeWorld;
import io.lockstep.app.rehearsal.chain.Fault;
import io.lockstep.app.rehearsal.chain.SimChain;
import io.lockstep.app.rehearsal.chain.SimChainConfig;
import io.lockstep.app.settings.SettingsCheck.Finding;
import io.lockstep.chain.http.JsonHttp;
import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.upgrade.Generation;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SettingsCheckTest {
    private final SimChain chain =
            SimChain.start(
                    SimChainConfig.rehearsal(
                                    Generation.R0, Duration.ofSeconds(1), InstantSource.system())
                            .byHand());

    private final FakeApiNode apiNode =
            new FakeApiNode().answers("/admin/v1/nodes", FakeApiNode.NODES);
    private final FakeWorld world = new FakeWorld();

    @AfterEach
    void close() {
        chain.close();
        apiNode.close();
    }

    @Test
    void whatAnswersIsNamedWithAFact() {
        assertThat(check())
                .extracting(Finding::facts)
                .containsExactly(
                        "lockstep-rehearsal at block " + chain.height(),
                        "lockstep-rehearsal at block " + chain.height(),
                        "R0, 0 upgrades scheduled",
                        "1 MLNodes registered",
                        "docker 20.10, 2 containers");
    }

    @Test
    void anRpcOfAnotherChainIsFound() {
        chain.fault(1, new Fault.OtherChain("gonka-testnet"));

        assertThat(problems()).containsExactly("chain.other-chain");
    }

    @Test
    void eachAddressThatFailsHasItsProblemAndTheOthersAreTestedAllTheSame() {
        chain.fault(0, new Fault.Refuse());
        chain.restFault(new Fault.Refuse());
        apiNode.close();

        var findings = check();

        assertThat(findings).hasSize(5);
        assertThat(problems())
                .containsExactly("chain.unreachable", "chain.unreachable", "chain.unreachable");
        assertThat(findings.get(1).ok()).isTrue();
        assertThat(findings.getLast().ok()).isTrue();
    }

    private List<String> problems() {
        return check().stream().flatMap(f -> f.problem().stream()).map(Problem::code).toList();
    }

    private List<Finding> check() {
        var usual = Settings.defaults();
        var settings =
                new Settings(
                        new Settings.Chain(
                                chain.rpcs(),
                                Optional.of(chain.rest()),
                                Optional.empty(),
                                Duration.ofSeconds(1)),
                        new Settings.ApiNode(Optional.of(apiNode.uri()), Optional.empty()),
                        Optional.empty(),
                        usual.engine(),
                        usual.upgrade());
        return new SettingsCheck(JsonHttp.forProbes(), _ -> world.host()).check(settings);
    }
}
