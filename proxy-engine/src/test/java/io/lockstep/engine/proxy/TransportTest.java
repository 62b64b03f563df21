package io.lockstep.engine.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.Needed;
import io.netty.channel.uring.IoUring;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TransportTest {

    @ParameterizedTest
    @EnumSource
    void everyTransportRelaysAndHoldsBack(Transport transport) {
        Needed.that(
                transport.isAvailable(),
                "%s is not offered here: %s".formatted(transport, IoUring.unavailabilityCause()));
        try (var upstream = RawUpstream.start();
                var rig =
                        Rig.with(
                                upstream.address(),
                                ProxyLimits.standard(),
                                new Edges(Optional.of(transport), UpstreamTrust.none()));
                var client = rig.client()) {
            client.lines("POST /a HTTP/1.1", "Host: a", "Transfer-Encoding: chunked");
            var server = upstream.next();
            server.head();
            server.lines("HTTP/1.1 200 OK", "Transfer-Encoding: chunked");
            client.head();
            for (var i = 0; i < 20; i++) {
                client.send("2\r\n%02d\r\n".formatted(i));
                assertThat(server.chunk()).isEqualTo("%02d".formatted(i));
                server.send("3\r\ne%02d\r\n".formatted(i));
                assertThat(client.chunk()).isEqualTo("e%02d".formatted(i));
            }
            client.send("0\r\n\r\n");
            server.until("0\r\n\r\n");
            server.send("0\r\n\r\n");

            assertThat(client.rest()).isEqualTo("0\r\n\r\n");
            rig.noLeaseIsLeft();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotOfferedIsRefusedByName(Transport transport) {
        if (transport.isAvailable()) {
            assertThatCode(() -> Transport.of(Optional.of(transport))).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> Transport.of(Optional.of(transport)))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("--transport " + transport + " is not offered");
        }
    }

    @Test
    void ioUringIsUsedOnlyWhenAskedFor() {
        assertThat(Transport.of(Optional.empty())).isNotEqualTo(Transport.IO_URING);
    }
}
