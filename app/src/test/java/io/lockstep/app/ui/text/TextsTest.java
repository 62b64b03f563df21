package io.lockstep.app.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.PullView;
import io.lockstep.app.gpu.Holding;
import io.lockstep.app.hand.ContainerAct;
import io.lockstep.app.host.HostLoad;
import io.lockstep.app.nodes.Epoch;
import io.lockstep.app.nodes.Way;
import io.lockstep.app.ui.FirstRun;
import io.lockstep.app.ui.Theme;
import io.lockstep.app.ui.parts.Deck;
import io.lockstep.app.ui.parts.Place;
import io.lockstep.app.upgrade.CleanUpList;
import io.lockstep.app.upgrade.JournalEntry;
import io.lockstep.app.upgrade.StepName;
import io.lockstep.chain.governance.ProposalStatus;
import io.lockstep.chain.governance.Verdict;
import io.lockstep.chain.tx.VoteOption;
import io.lockstep.chain.upgrade.ScheduleEvent;
import io.lockstep.chain.upgrade.ScheduledUpgrade;
import io.lockstep.engine.change.GenerationRecord;
import io.lockstep.engine.cutover.CutoverPolicy;
import io.lockstep.engine.cutover.CutoverRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds the bundles against the sources: no text is missing, unused or there twice.
class TextsTest {
    private static final Path SOURCES = Path.of("src/main/java/io/lockstep/app/ui");
    private static final Path BUNDLES = Path.of("../resources/io/lockstep/app/ui/texts");
    private static final Pattern LITERAL = Pattern.compile("\"([a-z]+(?:\\.[A-Za-z_]+)+\\.?)\"");
    private static final Pattern ENUM_PREFIX =
            Pattern.compile("\\.of\\(\\s*\"([a-z]+(?:\\.[A-Za-z]+)+)\"");
    private static final Map<String, Enum<?>[]> CONSTANTS =
            Map.ofEntries(
                    Map.entry("frame.place", Place.values()),
                    Map.entry("frame.theme", Theme.values()),
                    Map.entry("settings.theme", Theme.values()),
                    Map.entry("settings.field", FirstRun.Field.values()),
                    Map.entry("settings.hint", FirstRun.Field.values()),
                    Map.entry("settings.prompt", FirstRun.Field.values()),
                    Map.entry("overview.origin", ScheduledUpgrade.Origin.values()),
                    Map.entry("overview.phase", CutoverRecord.Phase.values()),
                    Map.entry("overview.gap", CutoverPolicy.values()),
                    Map.entry("proxy.policy", CutoverPolicy.values()),
                    Map.entry("proxy.origin", GenerationRecord.Origin.values()),
                    Map.entry("overview.container", Container.State.values()),
                    Map.entry("nodes.role", Container.Role.values()),
                    Map.entry("containers.confirm", ContainerAct.values()),
                    Map.entry("containers.busy", ContainerAct.values()),
                    Map.entry("nodes.way", Way.values()),
                    Map.entry("nodes.now", Epoch.Now.values()),
                    Map.entry("nodes.holder", Holding.Standing.values()),
                    Map.entry("nodes.holds", HostLoad.Use.values()),
                    Map.entry("overview.doing", StepName.values()),
                    Map.entry("overview.ready", StepName.values()),
                    Map.entry("overview.consequence", StepName.values()),
                    Map.entry("upgrade.layer", PullView.Phase.values()),
                    Map.entry("upgrade.step", StepName.values()),
                    Map.entry("upgrade.act", StepName.values()),
                    Map.entry("upgrade.title", StepName.values()),
                    Map.entry("upgrade.explain", StepName.values()),
                    Map.entry("upgrade.wrong", StepName.values()),
                    Map.entry("upgrade.kind", CleanUpList.Kind.values()),
                    Map.entry("upgrade.consequence", Deck.Question.values()),
                    Map.entry("upgrade.keep", Deck.Question.values()),
                    Map.entry("upgrade.confirm", Deck.Question.values()),
                    Map.entry("governance.chip", ProposalStatus.values()),
                    Map.entry("governance.verdict", Verdict.Outcome.values()),
                    Map.entry("acting.vote", VoteOption.values()),
                    Map.entry("upgrade.change", ScheduleEvent.Kind.values()),
                    Map.entry("activity.kind", JournalEntry.Kind.values()));

    /// Prefixes that only some constants are asked with, or that are completed by a literal.
    private static final Set<String> PARTIAL =
            Set.of(
                    "nodes.tab",
                    "nodes.range",
                    "overview.mark",
                    "governance.status",
                    "governance.decided",
                    "frame.pill",
                    "containers.page",
                    "proxy.kind",
                    "proxy.first",
                    "proxy.second",
                    "acting.way",
                    "acting.take",
                    "acting.takeAnyway",
                    "acting.busy");

    @Test
    void everyTextThatTheSourcesNameIsThere() {
        var missing = new TreeSet<>(named());
        missing.removeAll(keys());

        assertThat(missing).isEmpty();
    }

    @Test
    void everyConstantThatIsPutIntoWordsHasItsText() {
        var keys = keys();
        var missing =
                CONSTANTS.entrySet().stream()
                        .flatMap(entry ->
                                Arrays.stream(entry.getValue())
                                        .map(constant -> entry.getKey() + "." + constant.name()))
                        .filter(key -> !keys.contains(key))
                        .toList();

        assertThat(missing).isEmpty();
    }

    @Test
    void everyPrefixThatTheSourcesAskWithIsKnownHere() {
        assertThat(enumPrefixes())
                .allSatisfy(prefix ->
                        assertThat(CONSTANTS.containsKey(prefix) || PARTIAL.contains(prefix))
                                .as(prefix)
                                .isTrue());
    }

    @Test
    void noTextIsUnused() {
        var named = named();
        var prefixes = new HashSet<>(enumPrefixes());
        prefixes.addAll(completed());
        var unused =
                keys().stream()
                        .filter(key -> !named.contains(key))
                        .filter(key -> !prefixes.contains(key.substring(0, key.lastIndexOf('.'))))
                        .filter(key -> !named.contains(key.replace("Left", "")))
                        .toList();

        assertThat(unused).isEmpty();
    }

    @Test
    void noKeyStandsTwice() {
        var all = lines();

        assertThat(all).doesNotHaveDuplicates();
    }

    @Test
    void everyKeyBeginsWithTheNameOfItsBundle() {
        for (var bundle : Texts.BUNDLES) {
            assertThat(keysOf(bundle)).isNotEmpty().allMatch(key -> key.startsWith(bundle + "."));
        }
    }

    @Test
    void noTextHasAStraightApostropheThatTheFormatWouldSwallow() {
        for (var bundle : Texts.BUNDLES) {
            assertThat(read(BUNDLES.resolve(bundle + ".properties"))).doesNotContain("'");
        }
    }

    private static Set<String> keys() {
        return new TreeSet<>(lines());
    }

    private static List<String> lines() {
        return Texts.BUNDLES.stream().flatMap(bundle -> keysOf(bundle).stream()).toList();
    }

    private static List<String> keysOf(String bundle) {
        return read(BUNDLES.resolve(bundle + ".properties"))
                .lines()
                .filter(line -> line.contains("="))
                .map(line -> line.substring(0, line.indexOf('=')).strip())
                .toList();
    }

    /// Whole keys in the sources; those that end in a point are completed there.
    private static Set<String> named() {
        var found = new HashSet<String>();
        var prefixes = enumPrefixes();
        for (var literal : literals()) {
            if (!literal.endsWith(".") && !prefixes.contains(literal)) {
                found.add(literal);
            }
        }
        return found;
    }

    private static Set<String> completed() {
        var found = new HashSet<String>();
        for (var source : sources()) {
            var matcher = Pattern.compile("\"([a-z]+(?:\\.[a-z]+)+)\\.\" \\+").matcher(source);
            while (matcher.find()) {
                found.add(matcher.group(1));
            }
        }
        return found;
    }

    private static List<String> literals() {
        List<String> found = new ArrayList<>();
        for (var source : sources()) {
            var matcher = LITERAL.matcher(source);
            while (matcher.find()) {
                var bundle = matcher.group(1).substring(0, matcher.group(1).indexOf('.'));
                if (Texts.BUNDLES.contains(bundle)) {
                    found.add(matcher.group(1));
                }
            }
        }
        return found;
    }

    private static Set<String> enumPrefixes() {
        var found = new HashSet<String>();
        for (var source : sources()) {
            var matcher = ENUM_PREFIX.matcher(source);
            while (matcher.find()) {
                found.add(matcher.group(1));
            }
        }
        return found;
    }

    private static List<String> sources() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(TextsTest::read)
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
