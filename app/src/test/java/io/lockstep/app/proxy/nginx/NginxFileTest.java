package io.lockstep.app.proxy.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.engine.proxy.Listen;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NginxFileTest {

    static List<Front> fronts() {
        var two = List.of("v0.1.0=http://mlnode-010:8000", "v0.2.0=http://mlnode-020:8000");
        return List.of(
                NginxImport.of(Confs.seed()).front(),
                NginxImport.of(Confs.twoPort()).front(),
                plan(List.of("0.0.0.0:80"), two, Optional.of("v0.1.0")),
                plan(List.of("[::]:8080"), two, Optional.of("http://[::1]:9")),
                plan(List.of("127.0.0.1:8080=8080", "127.0.0.1:5050=5000"), two, Optional.empty()),
                plan(
                        List.of("0.0.0.0:80"),
                        List.of("v1.1=http://a:1", "v11=http://b:1"),
                        Optional.empty()),
                plan(
                        List.of("0.0.0.0:80"),
                        List.of("v1=http://a", "v2=http://a"),
                        Optional.of("v2")),
                plan(List.of("0.0.0.0:80"), List.of(), Optional.of("http://a:1")));
    }

    @ParameterizedTest
    @MethodSource("fronts")
    void whatIsWrittenIsReadBackAsTheSame(Front front) {
        var read = NginxImport.of(NginxFile.of(front));

        assertThat(read.notUnderstood()).isEmpty();
        assertThat(read.front()).isEqualTo(front);
    }

    @Test
    void oneListenerHasTheShapeOfTheProposal() {
        var front =
                plan(
                        List.of("0.0.0.0:80"),
                        List.of("v0.1.0=http://mlnode-010:8000", "v0.2.0=http://mlnode-020:8000"),
                        Optional.of("v0.1.0"));

        assertThat(NginxFile.of(front)).isEqualTo(Confs.file("exported-one-port.conf"));
    }

    @Test
    void twoListenersHaveTheShippedShape() {
        var front =
                FrontPlan.of(
                                FrontPlan.TWO_PORTS,
                                List.of("v3.0.8=http://mlnode-308:8080"),
                                Optional.of("v3.0.8"))
                        .front();

        assertThat(NginxFile.of(front)).isEqualTo(Confs.file("exported-two-port.conf"));
    }

    @Test
    void aVersionThatIsNoPathSegmentCannotBreakOutOfTheFile() {
        assertThatThrownBy(() ->
                        plan(
                                List.of("0.0.0.0:80"),
                                List.of("v1/ { return 200; } location /x=http://a:1"),
                                Optional.empty()))
                .hasMessageContaining("cannot be a path segment");
    }

    private static Front plan(
            List<String> listens, List<String> upstreams, Optional<String> wanted) {
        return FrontPlan.of(listens.stream().map(Listen::parse).toList(), upstreams, wanted)
                .front();
    }
}
