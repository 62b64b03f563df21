package io.lockstep.app.proxy.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.route.UpstreamAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NginxSitesTest {
    private static final String FILE = "/etc/nginx/nginx.conf";
    private static final Adoption CANDIDATE = Adoption.NOTHING.with(Map.of("v9.9.9", "mlnode-999"));

    static Stream<String> texts() {
        return Stream.of(
                Confs.seed(),
                Confs.twoPort(),
                // Somebody's one-liner, and a server that has nothing to do with MLNodes.
                "http{server{listen 8080;location /{proxy_pass http://mlnode:8080;proxy_buffering"
                        + " off;}}server{location /{proxy_pass http://grafana:3000;}}}",
                "# no line end\nserver {\n  listen 80;\n  location /v1/ { proxy_pass"
                        + " http://a:8080/; }\n  # mine\n  }");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void whatWasPutInIsTakenOutAgainToTheByte(String text) {
        for (var wanted :
                Stream.of(
                                CANDIDATE,
                                CANDIDATE.leadingTo("mlnode-999"),
                                CANDIDATE.with(Map.of("v3.0.8", "x")).leadingTo("x"),
                                CANDIDATE.with(Map.of("v0.1.0", "other", "v1", "b:81")))
                        .toList()) {
            var edited = edited(text, wanted);

            assertThat(edited).isNotEqualTo(text);
            assertThat(sites(edited).adoption()).isEqualTo(wanted);
            assertThat(sites(edited).own()).containsEntry(FILE, text);
            assertThat(sites(edited).with(wanted)).containsEntry(FILE, edited);
            assertThat(sites(edited).with(Adoption.NOTHING)).containsEntry(FILE, text);
        }
    }

    @Test
    void theCandidateIsRoutedOnBothPortsToItsLike() {
        var edited = edited(Confs.twoPort(), CANDIDATE.leadingTo("mlnode-999"));

        for (var listener : NginxImport.of(edited).front().listeners()) {
            var port = listener.port();
            assertThat(listener.routes())
                    .anyMatch(r ->
                            r.prefix().equals("v9.9.9")
                                    && r.strip()
                                    && r.upstream().equals(at("mlnode-999", port)));
            assertThat(listener.defaultRoute()).contains(at("mlnode-999", port));
        }
    }

    @Test
    void aNewLocationHasTheFieldsOfItsNeighbour() {
        var edited = edited(Confs.seed(), CANDIDATE);

        assertThat(edited.substring(edited.indexOf("# lockstep begin")))
                .contains("location /v9.9.9/ {")
                .contains("proxy_pass http://mlnode-999:8000/;")
                .contains("proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;");
    }

    @Test
    void everythingCanBeHandedToTheEngineWithItsPrefix() {
        var edited = edited(Confs.twoPort(), CANDIDATE.through(Optional.of("engine")));

        for (var listener : NginxImport.of(edited).front().listeners()) {
            assertThat(listener.routes()).isNotEmpty().allMatch(route -> !route.strip());
            assertThat(listener.routes())
                    .allMatch(r -> r.upstream().equals(at("engine", listener.port())));
            assertThat(listener.defaultRoute()).isPresent();
        }
    }

    @Test
    void anUpstreamThatNothingLeadsToNamesNoContainerThatMayBeRemoved() {
        var text = Confs.seed().replace(":8000", ":8080");
        var left = CANDIDATE.with(Map.of("v0.1.0", "mlnode-999")).leadingTo("mlnode-999");

        assertThat(names(edited(text, CANDIDATE.through(Optional.of("engine")))))
                .isNotEmpty()
                .noneMatch(name -> name.contains("mlnode-0"));
        assertThat(names(edited(text, left)))
                .contains("mlnode-020:8080")
                .noneMatch(name -> name.contains("mlnode-010"));
        assertThat(names(edited(text, CANDIDATE))).contains("mlnode-010:8080");
    }

    /// Every host in an upstream block.
    private static List<String> names(String text) {
        return Pattern.compile("server ([^;{]+);")
                .matcher(text.replaceAll("#.*", ""))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void anotherServerOfTheOperatorsIsLeftAlone() {
        var text = texts().skip(2).findFirst().orElseThrow();

        var edited = edited(text, CANDIDATE.leadingTo("mlnode-999"));

        assertThat(edited).endsWith("server{location /{proxy_pass http://grafana:3000;}}}");
        assertThat(edited.split("v9.9.9/ \\{", -1)).hasSize(2);
    }

    @Test
    void anUpstreamMayStandInAnotherFile() {
        var sites =
                new NginxSites(
                        Map.of(
                                "/etc/nginx/a.conf",
                                "upstream node { server some-node:8080; }",
                                "/etc/nginx/b.conf",
                                "server { listen 81; location / { proxy_pass http://node; } }"),
                        Set.of("some-node"));

        assertThat(sites.listeners()).hasSize(1);
        assertThat(sites.listeners().getFirst().otherwise()).contains("some-node:8080");
        assertThat(sites.with(CANDIDATE))
                .containsEntry("/etc/nginx/a.conf", "upstream node { server some-node:8080; }");
    }

    @Test
    void anNginxWithoutMlNodesIsNotTouched() {
        var other = "http { server { location / { proxy_pass http://grafana:3000; } } }";

        assertThatThrownBy(() -> sites(other))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("No server of this nginx leads to an MLNode");
    }

    @Test
    void aPlaceThatWouldSayMoreThanAHostIsRefused() {
        assertThatThrownBy(() -> CANDIDATE.leadingTo("a;b")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> CANDIDATE.with(Map.of("a/b", "host")))
                .isInstanceOf(ProblemException.class);
    }

    private static UpstreamAddress at(String host, int port) {
        return new UpstreamAddress(host, port);
    }

    private static String edited(String text, Adoption wanted) {
        return Objects.requireNonNull(sites(text).with(wanted).get(FILE));
    }

    private static NginxSites sites(String text) {
        return new NginxSites(Map.of(FILE, text), Set.of("a"));
    }
}
