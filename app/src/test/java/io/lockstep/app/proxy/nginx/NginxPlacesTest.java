package io.lockstep.app.proxy.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class NginxPlacesTest {
    @Test
    void everyHostThatNginxHasToResolveIsNamedWhereverItStands() {
        var main =
                """
                http {
                  upstream node { server mlnode-308:8080; server 10.0.0.7; }
                  upstream mlnode-306 { server mlnode-306:8080; }
                  upstream unused { server mlnode-307:5000 backup; }
                  include conf.d/*.conf;
                }
                """;
        var more =
                """
                server {
                  location / { proxy_pass http://node/; }
                  # proxy_pass http://in-a-comment:8080/;
                  location /v3.0.9/ { if ($a) { proxy_pass http://mlnode-309:8080; } }
                  location /$b { proxy_pass http://$b; }
                }
                """;

        var hosts = NginxPlaces.of(Map.of("/etc/nginx/nginx.conf", main, "/more", more));

        assertThat(hosts)
                .containsExactlyInAnyOrder(
                        "mlnode-306", "mlnode-307", "mlnode-308", "10.0.0.7", "mlnode-309");
    }
}
