package io.lockstep.app.proxy.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.route.UpstreamAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NginxImportTest {
    private static final Duration DAY = Duration.ofHours(24);

    @Test
    void theProposalsFileIsUnderstoodWhole() {
        var old = new UpstreamAddress("mlnode-010", 8000);

        var read = NginxImport.of(Confs.seed());

        assertThat(read.notUnderstood()).isEmpty();
        assertThat(read.front())
                .isEqualTo(
                        new Front(
                                List.of(
                                        new Front.Listener(
                                                "0.0.0.0",
                                                80,
                                                List.of(
                                                        new Front.Route("v0.1.0", old, true),
                                                        new Front.Route(
                                                                "v0.2.0",
                                                                new UpstreamAddress(
                                                                        "mlnode-020", 8000),
                                                                true)),
                                                Optional.of(old))),
                                new Front.Limits(0, DAY, DAY, DAY)));
        assertThat(EngineFlags.of(read.front()).command())
                .isEqualTo(
                        "lockstep engine run --listen 0.0.0.0:80"
                                + " --upstream v0.1.0=http://mlnode-010:8000"
                                + " --upstream v0.2.0=http://mlnode-020:8000 --default v0.1.0");
    }

    @Test
    void theTwoPortShapeBecomesOneTableAndTwoListeners() {
        var read = NginxImport.of(Confs.twoPort());

        assertThat(read.notUnderstood())
                .extracting(Lost::sentence)
                .containsExactly(
                        "line 3: error_log /var/log/nginx/error.log warn: the engine writes its log"
                                + " to standard error.",
                        "line 8: include mime.types: what stands in that file is not read.");
        assertThat(EngineFlags.of(read.front()).command())
                .isEqualTo(
                        "lockstep engine run --listen 0.0.0.0:8080 --listen 0.0.0.0:5000=5000"
                                + " --upstream v3.0.8=http://mlnode-308:8080 --default v3.0.8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "location /v1/ { proxy_pass http://up/; } | v1 true a:1",
                "location /v1/ { proxy_pass http://up; } | v1 false a:1",
                "location /v1/ { proxy_pass 'http://up/'; } | v1 true a:1",
                "location \"/v1/\" { proxy_pass http://b; } | v1 false b:80",
                "location /v1/ { proxy_pass http://[::1]:9/; } | v1 true [::1]:9",
                "location /v1/ { proxy_pass http://join_mlnode_1:9/; } | v1 true join_mlnode_1:9"
            })
    void aSlashBehindTheUpstreamTakesThePrefixAway(String location, String expected) {
        var read = NginxImport.of(Confs.server(location));

        var route = read.front().listeners().getFirst().routes().getFirst();
        assertThat(read.notUnderstood()).isEmpty();
        assertThat(
                        "%s %s %s"
                                .formatted(
                                        route.prefix(),
                                        route.strip(),
                                        route.upstream().host(route.upstream().port())))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "location /v1 { proxy_pass http://up; } | it matches /v1x too",
                "location /v1 { proxy_pass http://up/; } | it matches /v1x too",
                "location ~ ^/v1/ { proxy_pass http://up; } | more than a prefix",
                "location ~^/v1/ { proxy_pass http://up; } | more than a prefix",
                "location = /v1/ { proxy_pass http://up/; } | more than a prefix",
                "location =/v1/ { proxy_pass http://up/; } | more than a prefix",
                "location ^~ /v1/ { proxy_pass http://up/; } | more than a prefix",
                "location @v1 { proxy_pass http://up; } | more than a prefix",
                "location /a/v1/ { proxy_pass http://up/; } | first segment",
                "location /%761/ { proxy_pass http://up/; } | first segment",
                "location /../ { proxy_pass http://up/; } | first segment",
                "location /v1/ { rewrite ^/v1/(.*) /$1 break; proxy_pass http://up; } | rewrite in line 2",
                "location /v1/ { if ($arg_a) { return 403; } proxy_pass http://up/; } | if in line 2",
                "location /v1/ { location /v1/a/ { } proxy_pass http://up/; } | location in line 2",
                "location /v1/ { proxy_pass http://up/$1; } | no plain http://HOST:PORT",
                "location /v1/ { proxy_pass http://$up/; } | no plain http://HOST:PORT",
                "location /v1/ { proxy_pass http://${up}; } | no plain http://HOST:PORT",
                "location /v1/ { proxy_pass http://up/v1/; } | no plain http://HOST:PORT",
                "location /v1/ { proxy_pass https://up/; } | no plain http://HOST:PORT",
                "location /v1/ { proxy_pass http://unix:/run/a.sock:/; } | no plain http://HOST:PORT",
                "location /v1/ { proxy_pass http://up:90/; } | upstream up:90 is not understood",
                "location /v1/ { root /srv; } | it does not pass requests on"
            })
    void aLocationItIsNotSureOfIsListedAndNotGuessed(String location, String loss) {
        var read = NginxImport.of(Confs.server(location));

        assertThat(read.front().listeners().getFirst().routes()).isEmpty();
        assertThat(read.notUnderstood())
                .anySatisfy(lost -> {
                    assertThat(lost.line()).isEqualTo(2);
                    assertThat(lost.directive()).startsWith("location ");
                    assertThat(lost.loss()).contains(loss);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "server b:1; server b:2;",
                "server b:1 weight=5;",
                "server b:1 backup;",
                "server unix:/run/b.sock;",
                "ip_hash; server b:1;",
                "keepalive 8;"
            })
    void anUpstreamOfMoreThanOnePlainServerTakesItsRoutesWithIt(String inside) {
        var conf =
                "http {\nupstream pool { %s }\nserver { listen 80;\nlocation / { proxy_pass http://pool; }}}"
                        .formatted(inside);

        var read = NginxImport.of(conf);

        assertThat(read.front().listeners().getFirst().defaultRoute()).isEmpty();
        assertThat(read.notUnderstood()).extracting(Lost::line).contains(2, 4);
        assertThat(EngineFlags.of(read.front()).misfits())
                .containsExactly("No route was understood.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "server_name a b; | every name is answered alike",
                "allow 10.0.0.0/8; | whoever reaches the listener is let in",
                "gzip on; | answers are passed on as the MLNode sends them",
                "proxy_set_header X-Forwarded-Proto $scheme; | the MLNode does not get this field",
                "proxy_set_header Host other; | the MLNode does not get this field",
                "proxy_read_timeout 1h30m; | not one number with a unit",
                "frobnicate 1; | the engine has nothing like it"
            })
    void whatWouldBeLostIsSaidAndTheRoutesStay(String directive, String loss) {
        var read =
                NginxImport.of(Confs.server(directive + " location / { proxy_pass http://up; }"));

        assertThat(read.front().listeners().getFirst().defaultRoute()).isPresent();
        assertThat(read.notUnderstood())
                .singleElement()
                .satisfies(lost -> {
                    assertThat(lost.line()).isEqualTo(2);
                    assertThat(lost.loss()).contains(loss);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "8080, 0.0.0.0:8080",
        "*:81 default_server, 0.0.0.0:81",
        "127.0.0.1:5050 reuseport, 127.0.0.1:5050",
        "[::]:80, [::]:80",
        "127.0.0.2, 127.0.0.2:80"
    })
    void aListenerIsReadAsNginxReadsIt(String words, String address) {
        var read =
                NginxImport.of(
                        "http { server { listen %s; location / { proxy_pass http://a; } } }"
                                .formatted(words));

        assertThat(read.notUnderstood()).isEmpty();
        assertThat(read.front().listeners().getFirst().address()).isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource({"443 ssl", "unix:/run/a.sock", "80 proxy_protocol", "0", "70000", "a b"})
    void aListenerThatIsNotPlainIsListed(String words) {
        var read =
                NginxImport.of(
                        "http { server { listen %s; location / { proxy_pass http://a; } } }"
                                .formatted(words));

        assertThat(read.front().listeners()).isEmpty();
        assertThat(read.notUnderstood())
                .singleElement()
                .satisfies(lost -> assertThat(lost.directive()).isEqualTo("listen " + words));
        assertThat(EngineFlags.of(read.front()).misfits())
                .containsExactly("No listener was understood.");
    }

    @Test
    void aServerThatDecidesByItselfIsLeftOut() {
        var read =
                NginxImport.of(Confs.server("location / { proxy_pass http://up; }\nreturn 503;"));

        assertThat(read.front().listeners()).isEmpty();
        assertThat(read.notUnderstood())
                .singleElement()
                .satisfies(lost -> assertThat(lost.loss()).contains("return in line 3"));
    }

    @Test
    void aSecondServerOnAPortIsListed() {
        var read =
                NginxImport.of(
                        "http { server { listen 80; location / { proxy_pass http://a; } }\n"
                                + "server { listen 80; server_name b; location / { proxy_pass http://b; } } }");

        assertThat(read.front().listeners()).hasSize(1);
        assertThat(read.notUnderstood())
                .singleElement()
                .satisfies(lost -> assertThat(lost.sentence()).startsWith("line 2: listen 80"));
    }

    @Test
    void theUsualWebSocketFieldsAreTheEnginesOwn() {
        var read =
                NginxImport.of(
                        "http { map $http_upgrade $connection_upgrade { default upgrade; '' close; }\n"
                                + "server { location / { proxy_pass http://a; proxy_set_header Upgrade $http_upgrade;"
                                + " proxy_set_header Connection $connection_upgrade; } } }");

        assertThat(read.notUnderstood()).isEmpty();
    }

    @Test
    void aFileThatAnotherIncludesIntoHttpIsReadAsThat() {
        var read =
                NginxImport.of(
                        "upstream up { server a:1; }\nserver { location / { proxy_pass http://up; } }");

        assertThat(read.notUnderstood()).isEmpty();
        assertThat(read.front().listeners().getFirst().defaultRoute())
                .contains(new UpstreamAddress("a", 1));
    }

    @Test
    void aFileThatIsNotThereIsSaid() {
        assertThatThrownBy(() -> NginxImport.of(Path.of("/nowhere.conf")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("The file /nowhere.conf cannot be read.");
    }
}
