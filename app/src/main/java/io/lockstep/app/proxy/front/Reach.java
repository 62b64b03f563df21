package io.lockstep.app.proxy.front;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/// Asks a front for an MLNode's state, as its clients would.
///
/// @param fixed where it is reached, if the operator said so
/// @param patience how long a reload may take to be seen
public record Reach(Optional<URI> fixed, Duration patience) {
    /// Old workers of a busy host may take their time.
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration ONE = Duration.ofSeconds(5);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final int NOT_FOUND = 404;
    private static final int SERVER = 500;
    private static final int SIGN = 204;
    private static final int NONE = 999;
    private static final int IN_A_ROW = 5;

    /// Waits until new workers alone answer: those of before may take requests for some moments
    /// beside them.
    void sees(URI front, String sign, boolean wanted) throws InterruptedException {
        var url = at(front, sign);
        var end = System.nanoTime() + patience.toNanos();
        for (var seen = 0; seen < IN_A_ROW; seen = (status(url) == SIGN) == wanted ? seen + 1 : 0) {
            if (System.nanoTime() > end) {
                throw nowhere("%s does not show that nginx has read its files".formatted(front));
            }
            Thread.sleep(LOOK_AGAIN);
        }
    }

    /// An answer that an MLNode gave; nginx's own are 404 and 502 to 504.
    ///
    /// @param prefix empty for the default route
    void require(URI front, String prefix) throws InterruptedException {
        var url = at(front, (prefix.isEmpty() ? "" : "/" + prefix) + "/api/v1/state");
        var end = System.nanoTime() + patience.toNanos();
        for (var said = status(url); said == NOT_FOUND || said > SERVER; said = status(url)) {
            if (System.nanoTime() > end) {
                throw nowhere(said == NONE ? url + " does not answer" : url + " answers " + said);
            }
            Thread.sleep(LOOK_AGAIN);
        }
    }

    private static URI at(URI front, String path) {
        return URI.create(front.toString().replaceFirst("/$", "") + path);
    }

    private static ProblemException nowhere(String what) {
        return new ProblemException(
                new Problem(
                        "front.leadsNowhere",
                        what + ".",
                        "Nothing is lost.",
                        "Look whether that MLNode runs and answers."));
    }

    /// On a connection of its own, since an old one stays with the old worker.
    private static int status(URI url) throws InterruptedException {
        try (var http = HttpClient.newBuilder().connectTimeout(ONE).build()) {
            var request = HttpRequest.newBuilder(url).timeout(ONE).build();
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return NONE;
        }
    }
}
