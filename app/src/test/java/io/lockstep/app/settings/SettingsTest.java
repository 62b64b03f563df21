package io.lockstep.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.chain.key.Address;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.cutover.CutoverPolicy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    @TempDir private Path folder;

    @Test
    void withoutAFileTheDefaultsHold() {
        assertThat(file().read()).isEqualTo(Settings.defaults());
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        var written =
                new Settings(
                        new Settings.Chain(
                                List.of(
                                        URI.create("http://10.0.0.1:26657"),
                                        URI.create("http://10.0.0.2:26657")),
                                Optional.of(URI.create("http://10.0.0.1:8000/chain-api/")),
                                Optional.of("gonka-mainnet"),
                                Duration.ofMillis(500)),
                        new Settings.ApiNode(
                                Optional.of(URI.create("http://10.0.0.1:9200")), Optional.empty()),
                        List.of("unix:///var/run/docker.sock"),
                        new Settings.Engine(
                                Optional.of("front"),
                                Optional.of(Path.of("/run/with \"quotes\" and \\")),
                                Optional.of(URI.create("http://10.0.0.1:8080")),
                                List.of(URI.create("http://node:26657"))),
                        new Settings.Upgrade(
                                "registry.example/mlnode:{tag}",
                                Optional.of(Path.of("/srv/images")),
                                CutoverPolicy.REFUSE,
                                7,
                                Duration.ofSeconds(1),
                                Duration.ofMinutes(3),
                                Duration.ofHours(2)),
                        new Settings.Operator(
                                List.of(Address.GOV),
                                Optional.of("warm"),
                                Optional.of(Address.GOV),
                                Optional.of(Path.of("/media/keys")),
                                List.of(new OwnUpgrade("v3.0.11", 1_400_000))));

        file().write(written);

        assertThat(file().read()).isEqualTo(written);
        assertThat(folder).isDirectoryContaining(path -> path.endsWith("lockstep.toml"));
        assertThat(folder).isDirectoryNotContaining(path -> path.toString().endsWith(".new"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "[chain]~rpc = ['http://a:1'] | line 2: chain.rpc is no setting",
                "~chian = 1 | line 2: chian is no setting; known here are",
                "[chain]~rpcs = 'http://a:1' | line 2: chain.rpcs must be a list",
                "[chain]~~rpcs = ['a:1'] | line 3: chain.rpcs must be an address",
                "[chain]~poll = '1 minute' | line 2: chain.poll must be a time",
                "[upgrade]~policy = 'wait' | line 2: upgrade.policy must be bridge, hold or refuse",
                "[upgrade]~image = 'mlnode:3' | line 2: upgrade.image must contain {tag}",
                "[upgrade]~settle_blocks = -1 | line 2: upgrade.settle_blocks must be a number",
                "[operator]~accounts = ['gonka1x'] | line 2: operator.accounts must be an address",
                "[operator]~~schedule = ['v3.0.9'] | line 3: operator.schedule must be VERSION@HEIGHT",
                "[operator]~schedule = ['v3/1@5'] | line 2: the version v3/1 of operator.schedule",
                "[operator]~schedule = ['v1@5', 'v2@5'] | line 2: operator.schedule names block 5 twice",
                "[operator]~granter = 'cosmos1x' | line 2: operator.granter must be an address",
                "[operator]~pasword = 'x' | line 2: operator.pasword is no setting",
                "chain = 3 | line 1: chain must be a section",
                "[chain]~rpcs = [ | is no TOML at line 2",
                "[chain~ | is no TOML at line 1"
            })
    void aMistakeNamesItsLine(String text, String words) throws Exception {
        Files.writeString(folder.resolve("lockstep.toml"), text.replace('~', '\n'));

        assertThatThrownBy(() -> file().read())
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(words)
                .hasMessageContaining("Nothing was started or changed.");
    }

    @Test
    void flagsWinOverTheFile() {
        var file = Settings.defaults();
        var flags =
                new Overrides(
                        List.of("http://a:26657", "http://b:26657"),
                        Optional.of("http://a:1317"),
                        Optional.of("http://api:9200"),
                        Optional.empty(),
                        List.of("tcp://host:2375", "ssh://other"),
                        Optional.of("sim"),
                        Optional.of(Path.of("/run/engine.sock")),
                        Optional.empty(),
                        Optional.empty());

        var settings = flags.over(file);

        assertThat(settings.chain().rpcs()).hasSize(2);
        assertThat(settings.chain().id()).contains("sim");
        assertThat(settings.apiNode().open()).contains(URI.create("http://api:9000/"));
        assertThat(settings.docker()).contains("tcp://host:2375");
        assertThat(settings.hosts()).containsExactly("tcp://host:2375", "ssh://other");
        assertThat(settings.engine().socket()).contains(Path.of("/run/engine.sock"));
        assertThat(settings.upgrade()).isEqualTo(file.upgrade());
    }

    @Test
    void flagsNameAccountsAndAScheduleAndLeaveTheRestOfTheOperator() {
        var file =
                new Settings.Operator(
                        List.of(),
                        Optional.of("warm"),
                        Optional.empty(),
                        Optional.empty(),
                        List.of());
        var flags =
                new OperatorOverrides(
                        List.of(Address.GOV.text(), Address.GOV.text()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of("v3.0.11@1400000"));

        var operator = flags.over(file);

        assertThat(operator.accounts()).containsExactly(Address.GOV);
        assertThat(operator.key()).contains("warm");
        assertThat(operator.schedule()).containsExactly(new OwnUpgrade("v3.0.11", 1_400_000));
        assertThat(operator.schedule().getFirst().scheduled().certain()).isTrue();
    }

    private SettingsFile file() {
        return new SettingsFile(folder.resolve("lockstep.toml"));
    }
}
