package io.lockstep.engine.top;

import io.lockstep.chain.follow.ChainView;
import io.lockstep.chain.follow.Head;
import io.lockstep.chain.problem.Printable;
import io.lockstep.engine.control.EngineStatus;
import io.lockstep.engine.cutover.CutoverRecord;
import io.lockstep.engine.cutover.CutoverRecord.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Draws a view as lines of text, each at most as wide as the terminal. It knows no terminal.
final class Screen {
    private static final int BAR = 12;
    private static final String GAP = "   ";

    private final View view;
    private final Looks looks;
    private final int width;
    private final List<String> lines = new ArrayList<>();

    private Screen(View view, Looks looks, int width) {
        this.view = view;
        this.looks = looks;
        this.width = width;
    }

    static List<String> lines(View view, Looks looks, int width) {
        var screen = new Screen(view, looks, width);
        screen.head();
        screen.chain();
        screen.traffic();
        screen.versions();
        screen.problems();
        screen.upstreams();
        return List.copyOf(screen.lines);
    }

    private void head() {
        var status = view.status();
        parts(
                looks.bold("Lockstep engine " + Printable.line(status.version())),
                "pid " + status.pid(),
                "up " + Figures.span(Duration.between(status.startedAt(), view.at())),
                "generation " + status.generation());
        say("listens on " + String.join(", ", status.listeners()));
        say("");
    }

    // The chain and the cutover.

    private void chain() {
        view.status().chain().ifPresent(this::chain);
        view.status().cutover().ifPresent(this::cutover);
        if (view.status().chain().isPresent() || view.status().cutover().isPresent()) {
            say("");
        }
    }

    private void chain(ChainView chain) {
        chain.head()
                .ifPresentOrElse(
                        head ->
                                parts(
                                        "chain " + Printable.line(head.chainId()),
                                        "block " + Figures.count(head.appliedHeight()),
                                        head.halted()
                                                ? "stored " + Figures.count(head.seenHeight())
                                                : "",
                                        "%d of %d nodes agree"
                                                .formatted(head.agreeing(), chain.rpcs().size()),
                                        pace(head)),
                        () -> say(looks.alarm("chain unknown: the nodes do not agree")));
    }

    private static String pace(Head head) {
        return head.pace()
                .map(pace ->
                        String.format(
                                Locale.ROOT,
                                "a block every %.1f s",
                                pace.mean().toMillis() / 1000.0))
                .orElse("");
    }

    private void cutover(CutoverRecord record) {
        var armed = record.armed();
        parts(
                "cutover %s %s %s"
                        .formatted(
                                Printable.line(armed.incumbent()),
                                looks.arrow(),
                                Printable.line(armed.candidate())),
                phase(record.phase()),
                "at block " + Figures.count(armed.triggerHeight()),
                left(record),
                armed.policy().name().toLowerCase(Locale.ROOT));
    }

    private String phase(Phase phase) {
        var words = phase.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return switch (phase) {
            case ARMED -> looks.bold(words);
            case SERVING -> looks.good(words);
            case FALLING_BACK, FELL_BACK -> looks.alarm(words);
            case DRAINING, STOPPING, WAITING_FOR_GPU, BRINGING_UP -> looks.heed(words);
        };
    }

    private String left(CutoverRecord record) {
        if (record.phase() != Phase.ARMED) {
            return "";
        }
        return view.status()
                .chain()
                .flatMap(ChainView::head)
                .map(head -> left(head, record.armed().triggerHeight() - head.appliedHeight()))
                .orElse("");
    }

    private static String left(Head head, long blocks) {
        return Figures.count(Math.max(0, blocks))
                + (blocks == 1 ? " block left" : " blocks left")
                + head.pace()
                        .map(pace ->
                                ", about "
                                        + Figures.span(
                                                pace.mean().multipliedBy(Math.max(0, blocks))))
                        .orElse("");
    }

    // Requests.

    private void traffic() {
        var seen = view.observed().lastMinute();
        var room = Math.max(1, Math.min(60, width - 34));
        var shown = seen.subList(Math.max(0, seen.size() - room), seen.size());
        parts(
                looks.bold(Figures.rate(view.pace().requests()) + " requests/s"),
                looks.sparks(shown),
                "most " + Figures.count(seen.stream().mapToLong(Long::longValue).max().orElse(0)));
        parts(
                Figures.count(inFlight()) + " in flight",
                errors(view.pace().errors()),
                Figures.bytes(view.pace().bytes()) + "/s",
                counted(view.observed().held(), "held"),
                counted(view.observed().bridged(), "bridged"),
                counted(view.observed().refused(), "refused"));
        say("");
    }

    /// Of the same instant as the rows below.
    private long inFlight() {
        return view.versions().stream().mapToLong(View.Version::inFlight).sum();
    }

    private String errors(double perSecond) {
        var text = Figures.rate(perSecond) + " errors/s";
        return perSecond > 0 ? looks.alarm(text) : text;
    }

    private String counted(long number, String what) {
        var text = Figures.count(number) + " " + what;
        return number > 0 ? looks.heed(text) : text;
    }

    private void versions() {
        var rows = view.versions();
        if (rows.isEmpty()) {
            say(looks.faint("No request has come yet."));
        } else {
            new Table()
                    .left("PREFIX", 10, cells(rows, row -> printable(row.prefix())), looks::bold)
                    .left("GOES TO", 5, cells(rows, row -> orNone(row.toward())), plain())
                    .right(
                            "REQ/S",
                            9,
                            cells(rows, row -> Figures.rate(row.pace().requests())),
                            plain())
                    .right(
                            "IN FLIGHT",
                            8,
                            cells(rows, row -> Figures.count(row.inFlight())),
                            plain())
                    .right(
                            "ERR/S",
                            7,
                            cells(rows, row -> Figures.rate(row.pace().errors())),
                            this::alarming)
                    .right(
                            "FIRST P50",
                            3,
                            cells(rows, row -> Figures.millis(row.p50Millis())),
                            plain())
                    .right("P99", 6, cells(rows, row -> Figures.millis(row.p99Millis())), plain())
                    .right(
                            "BYTES/S",
                            2,
                            cells(rows, row -> Figures.bytes(row.pace().bytes())),
                            plain())
                    .left("SHARE", 1, cells(rows, this::share), plain())
                    .right("SO FAR", 0, cells(rows, row -> Figures.count(row.requests())), plain())
                    .lines(width, looks::faint)
                    .forEach(this::say);
        }
        say("");
    }

    private String share(View.Version row) {
        return "%s %3d %%".formatted(looks.bar(row.share(), BAR), Math.round(row.share() * 100));
    }

    private void upstreams() {
        var rows = view.upstreams();
        if (!rows.isEmpty()) {
            new Table()
                    .left(
                            "UPSTREAM",
                            10,
                            cells(rows, row -> printable(row.of().name())),
                            looks::bold)
                    .left(
                            "ADDRESS",
                            3,
                            cells(rows, row -> printable(row.of().url().toString())),
                            plain())
                    .right("REQ/S", 9, cells(rows, row -> Figures.rate(row.requests())), plain())
                    .right(
                            "IN FLIGHT",
                            8,
                            cells(rows, row -> Figures.count(row.of().inFlight())),
                            plain())
                    .right(
                            "FAILED/S",
                            7,
                            cells(rows, row -> Figures.rate(row.failures())),
                            this::alarming)
                    .right(
                            "FAILED",
                            2,
                            cells(rows, row -> Figures.count(row.of().errors())),
                            plain())
                    .right(
                            "SO FAR",
                            0,
                            cells(rows, row -> Figures.count(row.of().requests())),
                            plain())
                    .lines(width, looks::faint)
                    .forEach(this::say);
        }
    }

    private String alarming(String cell) {
        return cell.strip().equals("0") ? cell : looks.alarm(cell);
    }

    private static <T> List<String> cells(List<T> rows, Function<T, String> cell) {
        return rows.stream().map(cell).toList();
    }

    private static UnaryOperator<String> plain() {
        return UnaryOperator.identity();
    }

    private static String orNone(String name) {
        return name.isEmpty() ? "-" : printable(name);
    }

    private static String printable(String text) {
        return Printable.line(text, 48);
    }

    // What an operator should know.

    private void problems() {
        var problems =
                Stream.of(strangers(), chainProblems(), cutoverProblem(), log())
                        .flatMap(one -> one)
                        .toList();
        problems.forEach(problem -> say(looks.alarm("! ") + problem));
        if (!problems.isEmpty()) {
            say("");
        }
    }

    private Stream<String> strangers() {
        return view.status().prefixes().stream()
                .filter(prefix -> !prefix.routed())
                .map(prefix ->
                        "%s is asked for and is no route: %s, the last %s ago"
                                .formatted(
                                        printable(prefix.prefix()),
                                        requests(prefix),
                                        Figures.span(
                                                Duration.between(prefix.lastSeen(), view.at()))));
    }

    private static String requests(EngineStatus.Prefix prefix) {
        return Figures.count(prefix.requests())
                + (prefix.requests() == 1 ? " request" : " requests");
    }

    private Stream<String> chainProblems() {
        return view.status().chain().stream()
                .flatMap(chain ->
                        chain.rpcs().stream()
                                .flatMap(rpc -> rpc.problem().stream())
                                .map(problem -> Printable.line(problem.what())));
    }

    private Stream<String> cutoverProblem() {
        return view.status().cutover().stream()
                .flatMap(record -> record.problem().stream())
                .map(problem -> Printable.line(problem.sentence()));
    }

    private Stream<String> log() {
        var dropped = view.observed().logDropped();
        return dropped == 0
                ? Stream.empty()
                : Stream.of(
                        "%s entries of the access log could not be written"
                                .formatted(Figures.count(dropped)));
    }

    /// Side by side as far as the width goes, the rest on the next line.
    private void parts(String... parts) {
        var line = "";
        for (var part : parts) {
            var longer = line.isEmpty() ? part : line + GAP + part;
            if (!part.isBlank() && !line.isEmpty() && Cut.columns(longer) > width) {
                say(line);
                line = part;
            } else if (!part.isBlank()) {
                line = longer;
            }
        }
        say(line);
    }

    private void say(String line) {
        lines.add(Cut.to(width, line));
    }
}
