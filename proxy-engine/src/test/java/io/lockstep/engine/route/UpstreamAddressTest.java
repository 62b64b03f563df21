package io.lockstep.engine.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamAddressTest {

    @ParameterizedTest
    @CsvSource({
        "http://mlnode:8080, mlnode, 8080",
        "http://lockstep-mlnode-v3.0.10:8080, lockstep-mlnode-v3.0.10, 8080",
        "http://join_mlnode_1:8080/, join_mlnode_1, 8080",
        "http://10.0.0.7, 10.0.0.7, 80",
        "http://[fd00::1]:8080, fd00::1, 8080"
    })
    void whateverADockerNetworkResolvesIsAHost(URI url, String host, int port) {
        assertThat(UpstreamAddress.of(url)).contains(new UpstreamAddress(host, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://mlnode:8080",
                "mlnode:8080",
                "http://user@mlnode:8080",
                "http://mlnode:8080/path",
                "http://mlnode:8080?x=1",
                "http://mlnode:0",
                "http://mlnode:70000",
                "http:///x"
            })
    void anythingElseIsNoUpstream(URI url) {
        assertThat(UpstreamAddress.of(url)).isEmpty();
    }

    @Test
    void anIpv6HostGetsItsBracketsBack() {
        assertThat(new UpstreamAddress("fd00::1", 8080).host(5000)).isEqualTo("[fd00::1]:5000");
    }
}
