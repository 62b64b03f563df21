package io.lockstep.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lockstep.app.fakes.FakeWorld;
import io.lockstep.app.fakes.Program;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NginxCommandsTest {
    private final FakeWorld world = new FakeWorld();

    @TempDir private Path home;

    @Test
    void whatIsExportedIsImportedAsTheFlagsItCameFrom() throws Exception {
        var flags =
                "--listen 0.0.0.0:80 --upstream v0.1.0=http://mlnode-010:8000"
                        + " --upstream v0.2.0=http://mlnode-020:8000 --default v0.1.0";
        var exported = program();
        assertThat(exported.run(("export nginx " + flags).split(" "))).isZero();
        var file = Files.writeString(home.resolve("nginx.conf"), exported.out());
        var program = program();

        var exit = program.run("import", "nginx", file.toString());

        assertThat(exit).isZero();
        assertThat(program.out())
                .contains("Listens on 0.0.0.0:80.")
                .contains("/v0.2.0/ goes to mlnode-020:8000, the prefix taken away.")
                .contains("Everything else goes to mlnode-010:8000.")
                .contains("Everything in the file was understood.")
                .contains("  lockstep engine run " + flags + System.lineSeparator());
    }

    @Test
    void programsReadTheSameAsJson() throws Exception {
        var file =
                Files.writeString(
                        home.resolve("nginx.conf"),
                        "http { server {\nlisten 80; gzip on;\nlocation / { proxy_pass http://a; } } }");
        var program = program();

        var exit = program.run("import", "nginx", "--json", file.toString());

        var report = new ObjectMapper().readTree(program.out());
        assertThat(exit).isZero();
        assertThat(report.at("/front/listeners/0/defaultRoute/host").asText()).isEqualTo("a");
        assertThat(report.at("/notUnderstood/0/line").asInt()).isEqualTo(2);
        assertThat(report.at("/arguments/0").asText()).isEqualTo("run");
        assertThat(report.at("/misfits").isEmpty()).isTrue();
    }

    @Test
    void aFrontTheEngineCannotDoEndsWithOne() throws Exception {
        var file =
                Files.writeString(
                        home.resolve("nginx.conf"),
                        "http { server { location /v1/ { proxy_pass http://a; } } }");
        var program = program();

        assertThat(program.run("import", "nginx", file.toString())).isEqualTo(1);
        assertThat(program.out())
                .contains("The engine cannot do this:")
                .doesNotContain("engine run");
    }

    @Test
    void aRunningEnginesRoutesAreExported() {
        world.host().runs("lockstep-engine", "engine:1", Map.of("lockstep.role", "engine"));
        world.engine().route("v3.0.8", URI.create("http://mlnode-308:8080"));
        world.engine().routeDefault("v3.0.8");
        var program = program();

        var exit = program.run("export", "nginx", "--from-engine", "any.sock", "--two-port");

        assertThat(exit).isZero();
        assertThat(program.out())
                .contains("listen 8080;", "listen 5000;", "server mlnode-308:5000;")
                .contains("location /v3.0.8/ {");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "import nginx /nowhere.conf | The file /nowhere.conf cannot be read. Nothing was imported.",
                "import nginx | A value is missing: FILE. Nothing was started or changed.",
                "import | Missing required subcommand",
                "export nginx | Give --from-engine, --upstream or --default. Nothing was started or changed.",
                "export nginx --from-engine a --default http://b | --from-engine has routes of its own",
                "export nginx --two-port --listen a:1 --default http://b | --two-port says what --listen would",
                "export nginx --listen 80 --default http://b | The listen address 80 is not HOST:PORT",
                "export nginx --default v1 | v1 is neither a version given nor http://HOST:PORT.",
                "export nginx --upstream v1 | --upstream v1 is not VERSION=URL.",
                "export nginx --listen a:1 --listen a:1 --default http://b | Two listeners have the address a:1."
            })
    void aMistakeIsOneSentence(String arguments, String words) {
        var program = program();

        assertThat(program.run(arguments.split(" "))).isEqualTo(2);
        assertThat(program.err()).contains(words).hasLineCount(1);
        assertThat(program.out()).isEmpty();
    }

    private Program program() {
        return new Program(home, _ -> world.host(), _ -> world.engine());
    }
}
