package io.lockstep.chain.rest;

import io.lockstep.chain.FakeNode;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/// A gateway with very many proposals, made up as they are asked for.
final class CrowdedGov extends Dispatcher implements AutoCloseable {
    /// Proposals that are not simply rejected: number and status.
    final ConcurrentSkipListMap<Long, String> special = new ConcurrentSkipListMap<>();

    final Set<Long> expedited = ConcurrentHashMap.newKeySet();

    final ConcurrentHashMap<Long, Long> yes = new ConcurrentHashMap<>();
    final AtomicInteger requests = new AtomicInteger();
    final AtomicInteger voteRequests = new AtomicInteger();
    private final MockWebServer server = new MockWebServer();
    private volatile CountDownLatch together = new CountDownLatch(0);
    private final AtomicLong newest;

    CrowdedGov(long newest) throws Exception {
        this.newest = new AtomicLong(newest);
        server.setDispatcher(this);
        server.start();
    }

    URI address() {
        return server.url("/").uri();
    }

    /// Nobody is answered until so many have asked: who waits for one answer before he asks the
    /// next question waits for ever.
    void answerOnlyTogether(int questions) {
        together = new CountDownLatch(questions);
    }

    void submit(String status) {
        special.put(newest.incrementAndGet(), status);
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
        requests.incrementAndGet();
        together.countDown();
        if (!together.await(20, TimeUnit.SECONDS)) {
            return new MockResponse.Builder().code(500).body("{}").build();
        }
        var path = request.getUrl().encodedPath();
        if (path.endsWith("/params/voting")) {
            return json(FakeNode.recording("r0/gov-params-voting.json"));
        }
        if (path.endsWith("/validators")) {
            return json(FakeNode.recording("r0/validators.json"));
        }
        return path.endsWith("/proposals") ? list(request) : one(path);
    }

    private MockResponse one(String path) {
        var id = Long.parseLong(path.replaceAll("\\D*v1/proposals/(\\d+).*", "$1"));
        if (path.endsWith("/votes")) {
            voteRequests.incrementAndGet();
            return json(
                    """
                    {"votes":[{"voter":"gonka1a","options":[{"option":"VOTE_OPTION_YES",
                    "weight":"1.0"}]}],"pagination":{"next_key":null}}
                    """);
        }
        if (path.endsWith("/tally")) {
            return json("{\"tally\":{\"yes_count\":\"%d\"}}".formatted(yes.getOrDefault(id, 0L)));
        }
        if (path.endsWith("/deposits")) {
            return json("{\"deposits\":[],\"pagination\":{\"next_key\":null}}");
        }
        return id > newest.get() || "GONE".equals(special.get(id))
                ? new MockResponse.Builder().code(404).body("{\"code\":5}").build()
                : json("{\"proposal\":%s}".formatted(proposal(id)));
    }

    private MockResponse list(RecordedRequest request) {
        var url = request.getUrl();
        var status = url.queryParameter("proposal_status");
        if (status != null) {
            var name = status.equals("1") ? "DEPOSIT_PERIOD" : "VOTING_PERIOD";
            return page(
                    special.entrySet().stream()
                            .filter(entry -> entry.getValue().equals(name))
                            .map(entry -> proposal(entry.getKey()))
                            .collect(Collectors.joining(",")),
                    "null");
        }
        var limit = Long.parseLong(url.queryParameter("pagination.limit"));
        var key = url.queryParameter("pagination.key");
        var from = key == null ? newest.get() : Long.parseLong(key);
        var page = new StringBuilder();
        var id = from;
        for (; id > 0 && id > from - limit; id--) {
            page.append(page.isEmpty() ? "" : ",").append(proposal(id));
        }
        return page(page.toString(), id > 0 ? "\"" + id + "\"" : "null");
    }

    private MockResponse page(String proposals, String key) {
        return json(
                "{\"proposals\":[%s],\"pagination\":{\"next_key\":%s,\"total\":\"%d\"}}"
                        .formatted(proposals, key, newest.get()));
    }

    private String proposal(long id) {
        return """
        {"id":"%d","status":"PROPOSAL_STATUS_%s","title":"%s","expedited":%b,"deposit_end_time":
        "2026-01-01T00:00:00Z","messages":[{"@type":"/inference.inference.MsgCreatePartialUpgrade",
        "height":"%d","nodeVersion":"v%d"}]}
        """
                .formatted(
                        id,
                        special.getOrDefault(id, "REJECTED"),
                        "x".repeat(200),
                        expedited.contains(id),
                        id == 17 ? 9_000_000 : 100,
                        id);
    }

    private static MockResponse json(String body) {
        return new MockResponse.Builder().body(body).build();
    }

    @Override
    public void close() {
        server.close();
    }
}
