package io.lockstep.engine.state;

import io.lockstep.chain.problem.Problem;
import io.lockstep.engine.cutover.ArmedCutover;
import io.lockstep.engine.cutover.ArmedCutover.Model;
import io.lockstep.engine.cutover.CutoverPolicy;
import io.lockstep.engine.cutover.CutoverRecord;
import io.lockstep.engine.cutover.CutoverRecord.Entry;
import io.lockstep.engine.cutover.CutoverRecord.Phase;
import io.lockstep.engine.cutover.GpuWait;
import io.lockstep.engine.route.Disposition;
import io.lockstep.engine.route.RoutingTable;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Random values of what the engine keeps, the awkward ones among them.
record Samples(Random random) {

    RoutingTable table() {
        Map<String, URI> upstreams = new HashMap<>();
        for (var name : some(this::version)) {
            upstreams.put(name, URI.create("http://host" + random.nextInt(9) + ":8080"));
        }
        upstreams.put("v0", URI.create("http://[::1]:5000"));
        var names = List.copyOf(upstreams.keySet());
        Map<String, Disposition> routes = new HashMap<>();
        some(this::version).forEach(prefix -> routes.put(prefix, disposition(names)));
        return new RoutingTable(
                random.nextLong(), upstreams, routes, maybe(() -> disposition(names)));
    }

    CutoverRecord cutover() {
        return new CutoverRecord(
                armed(),
                any(Phase.values()),
                maybe(this::instant),
                maybe(this::instant),
                maybe(this::instant),
                random.nextLong(),
                random.nextLong(),
                random.nextInt(),
                random.nextInt(),
                random.nextInt(),
                random.nextInt(),
                maybe(() -> new Problem(text(), text(), text(), text())),
                some(() -> new Entry(any(Phase.values()), instant(), text())));
    }

    private ArmedCutover armed() {
        var armed = plainlyArmed();
        return maybe(() -> armed.waiting(new GpuWait(random.nextLong(), random.nextBoolean())))
                .orElse(armed);
    }

    private ArmedCutover plainlyArmed() {
        return new ArmedCutover(
                text(),
                text(),
                random.nextLong(),
                random.nextInt(2),
                version(),
                version(),
                some(() -> URI.create("http://rpc" + random.nextInt() + "/chain-rpc/")),
                new Model(text(), text(), some(this::text)),
                any(CutoverPolicy.values()),
                random.nextLong(),
                random.nextLong(),
                random.nextLong());
    }

    private Disposition disposition(List<String> names) {
        var to = names.get(random.nextInt(names.size()));
        return switch (random.nextInt(5)) {
            case 0 -> new Disposition.To(to);
            case 1 -> new Disposition.Bridge(to, version());
            case 2 -> new Disposition.Hold(to, Duration.ofNanos(random.nextLong(1L << 60)));
            case 3 -> new Disposition.Split(to, names.getFirst());
            default -> new Disposition.Refuse(Duration.ofMillis(random.nextInt(1 << 30)));
        };
    }

    private String version() {
        return "v" + random.nextInt(4) + "." + random.nextInt(100) + any("", "-rc~1", "_x");
    }

    private Instant instant() {
        return Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
    }

    private String text() {
        return any("", " ", "v3@1250000", "\"\\\u0000\n", "größer \ud83d\ude80", "{}", "null")
                + random.nextInt(10);
    }

    private <T> Optional<T> maybe(Supplier<T> make) {
        return random.nextBoolean() ? Optional.of(make.get()) : Optional.empty();
    }

    private <T> List<T> some(Supplier<T> make) {
        return IntStream.range(0, random.nextInt(4)).mapToObj(_ -> make.get()).toList();
    }

    @SafeVarargs
    private <T> T any(T... values) {
        return values[random.nextInt(values.length)];
    }
}
