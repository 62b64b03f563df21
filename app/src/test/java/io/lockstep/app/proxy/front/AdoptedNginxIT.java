package io.lockstep.app.proxy.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.app.containers.NginxContainer;
import io.lockstep.app.containers.docker.DockerNginx;
import io.lockstep.app.proxy.nginx.Adoption;
import io.lockstep.app.testing.NeedsDocker;
import io.lockstep.app.testing.NeedsNginx;
import io.lockstep.chain.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A real nginx in a real container, as operators have one before Lockstep comes.
@NeedsDocker
@NeedsNginx
@Timeout(180)
class AdoptedNginxIT {
    @TempDir private Path folder;

    private NginxRoom room;
    private final List<NginxContainer> open = new ArrayList<>();

    @BeforeEach
    void twoVersions() throws Exception {
        room = new NginxRoom(folder);
        room.node("mlnode-308", "v3.0.8");
        room.node("mlnode-309", "v3.0.9");
    }

    @AfterEach
    void clean() throws Exception {
        open.forEach(NginxContainer::close);
        room.close();
    }

    @Test
    void theShippedFileGetsTheCandidatesRouteAndIsGivenBackToTheByte() throws Exception {
        var file = room.front(shipped());
        assertThat(room.get("/v3.0.9/api")).isEqualTo("200 v3.0.8 /v3.0.9/api");

        var front = read();
        var told = front.change(front.withNeighbours(), _ -> {});

        assertThat(told).contains("/v3.0.9 from " + room.name("mlnode-309"));
        assertThat(room.get("/v3.0.9/api?a=b")).isEqualTo("200 v3.0.9 /api?a=b");
        assertThat(room.get("/v3.0.8/api")).isEqualTo("200 v3.0.8 /api");
        assertThat(room.get("/api")).isEqualTo("200 v3.0.8 /api");
        assertThat(Files.readString(file)).contains("# mine, and it stays");
        assertThat(read().change(read().withNeighbours(), _ -> {})).contains("already leads so");
        assertThat(backups()).containsExactly(shipped());

        read().change(read().adoption().leadingTo(room.name("mlnode-309")), _ -> {});

        assertThat(room.get("/api")).isEqualTo("200 v3.0.9 /api");

        read().change(Adoption.NOTHING, _ -> {});

        assertThat(Files.readString(file)).isEqualTo(shipped());
        assertThat(room.get("/api")).isEqualTo("200 v3.0.8 /api");
        assertThat(room.strangers()).isEmpty();
    }

    @Test
    void filesInsideTheContainerAreAdoptedWhereTheyAre() throws Exception {
        var servers =
                shipped().substring(shipped().indexOf("  upstream"), shipped().lastIndexOf('}'));
        room.ownFront("events {}\nhttp { include conf.d/*.conf; }\n", servers);

        var front = read();
        front.change(front.withNeighbours(), _ -> {});

        assertThat(room.get("/v3.0.9/api")).isEqualTo("200 v3.0.9 /api");
        read().change(Adoption.NOTHING, _ -> {});
        assertThat(room.get("/v3.0.9/api")).isEqualTo("200 v3.0.8 /v3.0.9/api");
        assertThat(room.docker("exec", room.name("front"), "cat", "/etc/nginx/conf.d/mlnodes.conf"))
                .isEqualTo(servers.strip());
    }

    @Test
    void whatNginxRefusesInTheCopyNeverReachesTheFile() throws Exception {
        var file = room.front(shipped());
        var wanted = Adoption.NOTHING.with(Map.of("v9.9.9", "nobody-has-this-name"));

        assertThatThrownBy(() -> read().change(wanted, _ -> {}))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("host not found in upstream \"nobody-has-this-name\"")
                .hasMessageContaining("Nothing was changed");

        assertThat(Files.readString(file)).isEqualTo(shipped());
        assertThat(Files.exists(folder.resolve("backups"))).isFalse();
        assertThat(room.strangers()).isEmpty();
    }

    @Test
    void whatLeadsNowhereIsPutBack() throws Exception {
        var file = room.front(shipped());
        var deaf = room.node("mlnode-999", "v9.9.9", 8081);
        var wanted = Adoption.NOTHING.with(Map.of("v9.9.9", deaf));

        assertThatThrownBy(() -> read(Duration.ofSeconds(5)).change(wanted, _ -> {}))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("answers 502")
                .hasMessageContaining("The files as they were are in force again");

        assertThat(Files.readString(file)).isEqualTo(shipped());
        assertThat(room.get("/api")).isEqualTo("200 v3.0.8 /api");
    }

    /// The shape of the shipped file, a remark of the operator's in it.
    private String shipped() {
        return """
        events {}
        http {
          upstream mlnode_v308 { server %s:8080; }
          upstream mlnode_v308_inf { server %s:5000; }
          server {
            listen 8080;
            client_max_body_size 0;
            location /v3.0.8/ {
              proxy_pass http://mlnode_v308/;
              proxy_set_header Host $host;
            }
            location / { # mine, and it stays
              proxy_pass http://mlnode_v308/;
              proxy_set_header Host $host;
            }
          }
          server {
            listen 5000;
            location /v3.0.8/ { proxy_pass http://mlnode_v308_inf/; }
            location / { proxy_pass http://mlnode_v308_inf/; }
          }
        }
        """
                .replace("%s", room.name("mlnode-308"));
    }

    private List<String> backups() throws Exception {
        try (var all = Files.walk(folder.resolve("backups"))) {
            List<String> texts = new ArrayList<>();
            for (var file : all.filter(Files::isRegularFile).toList()) {
                texts.add(Files.readString(file));
            }
            return texts;
        }
    }

    private AdoptedNginx read() {
        return read(Duration.ofSeconds(20));
    }

    private AdoptedNginx read(Duration patience) {
        var nginx = DockerNginx.open(Optional.empty(), room.name("front"));
        open.add(nginx);
        return AdoptedNginx.read(
                nginx,
                new Backups(folder.resolve("backups"), Clock.systemUTC()),
                new Reach(Optional.empty(), patience));
    }
}
