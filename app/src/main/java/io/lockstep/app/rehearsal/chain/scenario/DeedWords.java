package io.lockstep.app.rehearsal.chain.scenario;

import io.lockstep.app.rehearsal.chain.Fault;
import io.lockstep.chain.problem.ProblemException;
import io.lockstep.chain.tx.Votes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The sentences that a story is made of.
final class DeedWords {
    /// One example of each.
    static final List<String> FORMS =
            List.of(
                    "north proposes node-version v3.0.10 at height H [expedited] [depositing 500]",
                    "north proposes software-upgrade v0.2.1 at height H [bringing v3.0.10]",
                    "north votes yes on proposal 1",
                    "north votes yes=0.7,no=0.3 on proposal 1",
                    "north deposits 500 on proposal 1",
                    "north cancels proposal 1",
                    "node b heals | refuses | hangs | falls silent | is mute | forks",
                    "node b lags 5 blocks | catches up 40 blocks, 4 a block | claims 7 blocks",
                    "node b keeps 100 blocks | is on chain other-1 | answers 502 | answers after"
                            + " 800 ms",
                    "the same of the gateway");

    private static final String PLACE = "(\\d{1,9}|H(?:[+-]\\d{1,9})?)";
    private static final Pattern PROPOSE =
            Pattern.compile(
                    "(\\w+) proposes (node-version|software-upgrade) (\\S+) at height "
                            + PLACE
                            + "(?: bringing (\\S+))?( expedited)?(?: depositing (\\d{1,9}))?");
    private static final Pattern VOTE =
            Pattern.compile("(\\w+) votes (\\S+) on proposal (\\d{1,4})");
    private static final Pattern DEPOSIT =
            Pattern.compile("(\\w+) deposits (\\d{1,9}) on proposal (\\d{1,4})");
    private static final Pattern CANCEL = Pattern.compile("(\\w+) cancels proposal (\\d{1,4})");
    private static final Pattern TROUBLE = Pattern.compile("(?:node ([a-i])|the gateway) (.+)");
    private static final Pattern SYNCS =
            Pattern.compile("catches up (\\d{1,6}) blocks, (\\d{1,4}) a block");
    private static final Pattern COUNTED =
            Pattern.compile("(lags|claims|keeps) (\\d{1,6}) blocks?");
    private static final Pattern CHAIN = Pattern.compile("is on chain (\\S+)");
    private static final Pattern ANSWERS = Pattern.compile("answers (50[0-3])");
    private static final Pattern SLOW = Pattern.compile("answers after (\\d{1,6}) ms");

    private DeedWords() {}

    /// Empty for what is none of the sentences.
    static Optional<Deed> read(String words) {
        return Stream.of(
                        match(PROPOSE, words).flatMap(DeedWords::propose),
                        match(VOTE, words).flatMap(DeedWords::vote),
                        match(DEPOSIT, words)
                                .<Deed>map(m ->
                                        new Deed.Deposit(
                                                m.group(1),
                                                Long.parseLong(m.group(2)),
                                                Integer.parseInt(m.group(3)))),
                        match(CANCEL, words)
                                .<Deed>map(m ->
                                        new Deed.Cancel(m.group(1), Integer.parseInt(m.group(2)))),
                        match(TROUBLE, words).flatMap(DeedWords::trouble))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Deed> propose(Matcher m) {
        var software = m.group(2).equals("software-upgrade");
        if (!software && m.group(5) != null) {
            return Optional.empty();
        }
        return Optional.of(
                new Deed.Propose(
                        m.group(1),
                        Optional.ofNullable(software ? m.group(5) : m.group(3)),
                        software ? Optional.of(m.group(3)) : Optional.empty(),
                        Place.of(m.group(4)),
                        m.group(6) != null,
                        Optional.ofNullable(m.group(7)).map(Long::parseLong)));
    }

    private static Optional<Deed> vote(Matcher m) {
        try {
            var _ = Votes.read(1, m.group(1), m.group(2));
        } catch (ProblemException e) {
            return Optional.empty();
        }
        return Optional.of(new Deed.Vote(m.group(1), m.group(2), Integer.parseInt(m.group(3))));
    }

    private static Optional<Deed> trouble(Matcher m) {
        var node = Optional.ofNullable(m.group(1)).map(letter -> letter.charAt(0) - 'a');
        return fault(m.group(2)).map(fault -> new Deed.Trouble(node, fault));
    }

    private static Optional<Fault> fault(String words) {
        var plain =
                Optional.<Fault>ofNullable(
                        switch (words) {
                            case "heals" -> new Fault.None();
                            case "refuses" -> new Fault.Refuse();
                            case "hangs" -> new Fault.Hang();
                            case "falls silent" -> new Fault.Silent();
                            case "is mute" -> new Fault.Mute();
                            case "forks" -> new Fault.Fork();
                            default -> null;
                        });
        return Stream.of(
                        plain,
                        match(SYNCS, words)
                                .<Fault>map(m -> new Fault.Syncing(number(m, 1), number(m, 2))),
                        match(COUNTED, words).map(DeedWords::counted),
                        match(CHAIN, words).<Fault>map(m -> new Fault.OtherChain(m.group(1))),
                        match(ANSWERS, words)
                                .<Fault>map(m -> new Fault.Broken(Integer.parseInt(m.group(1)))),
                        match(SLOW, words)
                                .<Fault>map(m -> new Fault.Slow(Duration.ofMillis(number(m, 1)))))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Fault counted(Matcher m) {
        return switch (m.group(1)) {
            case "lags" -> new Fault.Lag(number(m, 2));
            case "claims" -> new Fault.Ahead(number(m, 2));
            default -> new Fault.Pruned(number(m, 2));
        };
    }

    private static long number(Matcher m, int group) {
        return Long.parseLong(m.group(group));
    }

    private static Optional<Matcher> match(Pattern form, String words) {
        var matcher = form.matcher(words);
        return matcher.matches() ? Optional.of(matcher) : Optional.empty();
    }
}
