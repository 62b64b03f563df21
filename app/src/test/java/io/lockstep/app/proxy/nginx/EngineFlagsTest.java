package io.lockstep.app.proxy.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EngineFlagsTest {

    @Test
    void theManagementPortNamesTheUpstreamsEvenWhenItComesSecond() {
        var flags =
                flags(
                        server(5000, "location /v1/ { proxy_pass http://a:5000/; }")
                                + server(8080, "location /v1/ { proxy_pass http://a:8080/; }"));

        assertThat(flags.command())
                .isEqualTo(
                        "lockstep engine run --listen 0.0.0.0:5000=5000 --listen 0.0.0.0:8080"
                                + " --upstream v1=http://a:8080");
    }

    @Test
    void aDefaultThatIsNoVersionIsGivenAsItsAddress() {
        var flags =
                flags(
                        server(
                                80,
                                "location /v1/ { proxy_pass http://a/; } location / { proxy_pass http://b; }"));

        assertThat(flags.command()).endsWith("--upstream v1=http://a:80 --default http://b:80");
    }

    @Test
    void whatAShellWouldReadIsQuoted() {
        var flags = flags("server { listen [::]:80; location / { proxy_pass http://[::1]:1; } }");

        assertThat(flags.command())
                .isEqualTo("lockstep engine run --listen '[::]:80' --default 'http://[::1]:1'");
    }

    @Test
    void aKeptPrefixIsNotWhatTheEngineDoes() {
        var flags = flags(server(80, "location /v1/ { proxy_pass http://a; }"));

        assertThat(flags.misfits())
                .containsExactly(
                        "0.0.0.0:80 leaves a prefix on the path; the engine takes it away.");
        assertThat(flags.arguments()).isEmpty();
    }

    @Test
    void listenersThatRouteDifferentlyDoNotFitOneTable() {
        var flags =
                flags(
                        server(80, "location / { proxy_pass http://a; }")
                                + server(81, "location / { proxy_pass http://b; }"));

        assertThat(flags.misfits())
                .containsExactly(
                        "0.0.0.0:81 and 0.0.0.0:80 do not route alike; the engine has one table for all listeners.");
    }

    /// As in an early test file, where the newer version's second port led to its first.
    @Test
    void aListenerThatLeadsToSeveralPortsDoesNotFit() {
        var flags =
                flags(
                        server(
                                        8080,
                                        "location /v1/ { proxy_pass http://a:8080/; } location /v2/ { proxy_pass http://b:8080/; }")
                                + server(
                                        5000,
                                        "location /v1/ { proxy_pass http://a:5000/; } location /v2/ { proxy_pass http://b:8080/; }"));

        assertThat(flags.misfits())
                .containsExactly(
                        "0.0.0.0:5000 leads to several ports; a listener of the engine leads to one.");
    }

    private static EngineFlags flags(String servers) {
        return EngineFlags.of(NginxImport.of("http { " + servers + " }").front());
    }

    private static String server(int port, String locations) {
        return "server { listen %d; %s }\n".formatted(port, locations);
    }
}
