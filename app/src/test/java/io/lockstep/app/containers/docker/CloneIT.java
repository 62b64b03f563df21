package io.lockstep.app.containers.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.containers.CloneDifference;
import io.lockstep.app.containers.ContainerHost.CloneChange;
import io.lockstep.app.containers.TestImages;
import io.lockstep.app.testing.NeedsDocker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A clone differs from its original in exactly what is listed here, whatever the definition.
@NeedsDocker
class CloneIT {
    /// What makes a container this one and no other; the engine sets it.
    private static final Pattern IDENTITY =
            Pattern.compile(
                    "Id|Created|Name|Image|ResolvConfPath|HostnamePath|HostsPath|LogPath"
                            + "|GraphDriver\\..*|Config\\.Hostname|Mounts\\./weights\\.Mode");

    private final Raw others = new Raw();
    private final String prefix = others.prefix;
    private final DockerHost host = DockerHost.open(Optional.empty());

    @BeforeEach
    void twoImagesAndANetwork() {
        TestImages.load(host, prefix + ":1.0.0", Map.of("of", "one"));
        TestImages.load(host, prefix + ":2.0.0", Map.of("of", "two"));
        host.createNetwork(prefix, Map.of("lockstep.upgrade", prefix));
        host.createNetwork(prefix + "-second", Map.of("lockstep.upgrade", prefix));
        host.createVolume(prefix + "-cache", Map.of("lockstep.upgrade", prefix));
    }

    @AfterEach
    void clean() {
        host.close();
        others.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                """
                {"Image":"@IMAGE@","Cmd":["uvicorn","api.app:app"],"Hostname":"mlnode-308",
                 "Env":["HF_HOME=/root/.cache","HF_HUB_OFFLINE=true"],
                 "Labels":{"com.docker.compose.project":"join","kept":"yes"},
                 "HostConfig":{"NetworkMode":"@NET@","IpcMode":"host","Binds":["/tmp:/root/.cache"],
                  "RestartPolicy":{"Name":"always"},
                  "DeviceRequests":[{"Driver":"nvidia","Count":-1,"Capabilities":[["gpu"]]}]},
                 "NetworkingConfig":{"EndpointsConfig":{"@NET@":{"Aliases":["mlnode-308"]}}}}\
                """,
                """
                {"Image":"@IMAGE@","Cmd":["serve"],"Env":["COLOUR=own"],
                 "HostConfig":{"ShmSize":1073741824,"Memory":2147483648,"CpuShares":512,
                  "PidsLimit":200,"OomScoreAdj":100,"Init":true,"ReadonlyRootfs":true,
                  "Ulimits":[{"Name":"memlock","Soft":-1,"Hard":-1}],
                  "CapAdd":["SYS_NICE"],"CapDrop":["NET_RAW"],
                  "SecurityOpt":["seccomp=unconfined"],"GroupAdd":["44"],
                  "Sysctls":{"net.core.somaxconn":"1024"},"Tmpfs":{"/scratch":"size=64m"},
                  "Devices":[{"PathOnHost":"/dev/null","PathInContainer":"/dev/nil","CgroupPermissions":"r"}],
                  "ExtraHosts":["node:10.0.0.7"],"Dns":["10.0.0.1"],"DnsSearch":["lan"],
                  "LogConfig":{"Type":"json-file","Config":{"max-size":"10m","max-file":"3"}}}}\
                """,
                """
                {"Image":"@IMAGE@","Cmd":["serve"],
                 "HostConfig":{"Mounts":[
                  {"Type":"volume","Source":"@NET@-cache","Target":"/cache","ReadOnly":true},
                  {"Type":"bind","Source":"/tmp","Target":"/host","BindOptions":{"Propagation":"rslave"}},
                  {"Type":"tmpfs","Target":"/mem","TmpfsOptions":{"SizeBytes":1048576}}]}}\
                """,
                """
                {"Image":"@IMAGE@","Entrypoint":["/app/entrypoint.sh","x"],"Cmd":["a","b c"],
                 "User":"1000:44","WorkingDir":"/work","Domainname":"lan","StopSignal":"SIGINT",
                 "StopTimeout":77,"HostConfig":{},"Tty":true,"OpenStdin":true,
                 "Healthcheck":{"Test":["CMD","/bin/true"],"Interval":5000000000,"Retries":9}}\
                """,
                """
                {"Image":"@IMAGE@","Entrypoint":["/only/entrypoint"],
                 "HostConfig":{"NetworkMode":"host","PidMode":"host","UTSMode":"host"}}\
                """,
                """
                {"Image":"@IMAGE@","Entrypoint":[""],"Cmd":["/bin/none","x"],
                 "HostConfig":{"IpcMode":"shareable","ShmSize":128849018880,
                  "Runtime":"runc","CgroupParent":"","GroupAdd":["audio"],
                  "StorageOpt":{},"Privileged":true,"UsernsMode":"host"}}\
                """,
                """
                {"Image":"@IMAGE@","Cmd":["serve"],
                 "HostConfig":{"NetworkMode":"@NET@","DeviceRequests":[
                  {"Driver":"nvidia","DeviceIDs":["0","GPU-1"],"Capabilities":[["gpu","compute"]],
                   "Options":{"k":"v"}},
                  {"Driver":"cdi","DeviceIDs":["nvidia.com/gpu=all"]}],
                  "DeviceCgroupRules":["c 195:* rmw"],"BlkioWeight":300,
                  "Mounts":[{"Type":"volume","Target":"/unnamed"}]},
                 "NetworkingConfig":{"EndpointsConfig":{"@NET@":{"Aliases":["mlnode-308"],
                  "IPAMConfig":{"IPv4Address":"@IP@"},"DriverOpts":{"a":"b"}}}}}\
                """,
                """
                {"Image":"@IMAGE@","Cmd":["serve"],"Volumes":{"/weights":{}},
                 "HostConfig":{"RestartPolicy":{"Name":"on-failure","MaximumRetryCount":5},
                  "Binds":["@NET@-cache:/run/lockstep:ro"]}}\
                """,
                """
                {"Image":"@IMAGE@","Cmd":["serve"],"ExposedPorts":{"8080/tcp":{},"9000/tcp":{}},
                 "HostConfig":{"PublishAllPorts":true,
                  "PortBindings":{"8080/tcp":[{"HostIp":"127.0.0.1","HostPort":"5050"}]}}}\
                """
            })
    void onlyWhatWasForetoldDiffers(String definition) {
        var text =
                definition
                        .replace("@IMAGE@", prefix + ":1.0.0")
                        .replace("@NET@", prefix)
                        .replace("@IP@", address());
        var original = others.container("incumbent", text);

        var foretold = host.cloneDifferences(original, change());
        var clone = host.cloneOf(original, change());

        var fields = foretold.stream().map(CloneDifference::field).toList();
        assertThat(fields).doesNotHaveDuplicates();
        assertThat(differing(original, clone.id()))
                .containsExactlyInAnyOrderElementsOf(withoutIdentity(fields));
        assertThat(fields).contains("Config.Image", "Config.Env.EXTRA", "Name");
        assertThat(restart(clone.id())).isEqualTo("no");
    }

    @Test
    void aHostnameSomebodyChoseIsForetoldToBeReplaced() {
        var original =
                others.container(
                        "incumbent",
                        "{\"Image\":\"%s:1.0.0\",\"Cmd\":[\"serve\"],\"Hostname\":\"mlnode-308\"}"
                                .formatted(prefix));

        var foretold = host.cloneDifferences(original, change());

        assertThat(foretold)
                .filteredOn(difference -> difference.field().equals("Config.Hostname"))
                .singleElement()
                .satisfies(difference -> assertThat(difference.before()).isEqualTo("mlnode-308"));
    }

    @Test
    void defaultsOfTheOldImageAreNotFrozenIntoTheClone() {
        var original = onNetwork();

        var clone = others.inspect(host.cloneOf(original, change()).id()).path("Config");

        var second = others.api.get("/images/" + prefix + ":2.0.0/json").body().path("Config");
        assertThat(Filters.texts(clone.path("Env")))
                .containsAll(Filters.texts(second.path("Env")))
                .contains("EXTRA=1");
        assertThat(clone.path("Entrypoint")).isEqualTo(second.path("Entrypoint"));
    }

    @Test
    void thePolicyThatWaitsForTheCutoverStandsOnTheClone() {
        var original =
                others.container(
                        "incumbent",
                        """
                        {"Image":"%s:1.0.0","Cmd":["serve"],"HostConfig":
                         {"RestartPolicy":{"Name":"on-failure","MaximumRetryCount":5}}}\
                        """
                                .formatted(prefix));

        var clone = host.cloneOf(original, change());
        host.restartPolicy(clone.id(), clone.labels().getOrDefault("lockstep.restart", ""));

        var policy = others.inspect(clone.id()).path("HostConfig").path("RestartPolicy");
        assertThat(policy.path("Name").asText()).isEqualTo("on-failure");
        assertThat(policy.path("MaximumRetryCount").asInt()).isEqualTo(5);
    }

    @Test
    void labelsOfTheComposeProjectGoAndOthersStay() {
        var original =
                others.container(
                        "incumbent",
                        """
                        {"Image":"%s:1.0.0","Cmd":["serve"],"Labels":{"com.docker.compose.project":
                         "join","com.docker.compose.service":"mlnode-308","kept":"yes"}}\
                        """
                                .formatted(prefix));

        var labels = host.cloneOf(original, change()).labels();

        assertThat(labels)
                .containsEntry("kept", "yes")
                .containsEntry("of", "two")
                .containsEntry("lockstep.role", "candidate")
                .noneSatisfy((key, _) -> assertThat(key).startsWith("com.docker.compose"));
    }

    @Test
    void everyNetworkOfTheOriginalIsJoinedUnderTheNewAliasesOnly() {
        var original = onNetwork();
        host.connect(original, prefix + "-second", List.of("mlnode-308"));

        var clone = others.inspect(host.cloneOf(original, change()).id());

        for (var network : List.of(prefix, prefix + "-second")) {
            var aliases = clone.path("NetworkSettings").path("Networks").path(network);
            assertThat(aliases.path("Aliases").toString())
                    .contains("mlnode-candidate")
                    .doesNotContain("mlnode-308");
        }
    }

    @Test
    void aVolumeMountedWithoutANameIsSharedForItMayHoldTheWeights() {
        var original =
                others.container(
                        "incumbent",
                        "{\"Image\":\"%s:1.0.0\",\"Cmd\":[\"serve\"],\"Volumes\":{\"/weights\":{}}}"
                                .formatted(prefix));

        var clone = host.cloneOf(original, change());

        assertThat(mount(clone.id(), "/weights")).isEqualTo(mount(original, "/weights"));
        assertThat(mount(clone.id(), "/run/lockstep"))
                .isNotEqualTo(mount(original, "/run/lockstep"));
    }

    @Test
    void aCloneThatIsThereAlreadyIsTheSameOne() {
        var original = onNetwork();

        var first = host.cloneOf(original, change());

        assertThat(host.cloneOf(original, change()).id()).isEqualTo(first.id());
    }

    private Set<String> differing(String one, String other) {
        var left = Flat.of(others.inspect(one));
        var right = Flat.of(others.inspect(other));
        var paths = new TreeSet<>(left.keySet());
        paths.addAll(right.keySet());
        paths.removeIf(path -> left.getOrDefault(path, "").equals(right.getOrDefault(path, "")));
        return withoutIdentity(
                paths.stream().map(path -> CloneComparison.setting(path.substring(1))).toList());
    }

    private static Set<String> withoutIdentity(List<String> fields) {
        var rest = new TreeSet<>(fields);
        rest.removeIf(field -> IDENTITY.matcher(field).matches());
        return rest;
    }

    /// One that nobody has on the test's own network.
    private String address() {
        return host.gateway(prefix).orElseThrow().replaceFirst("\\d+$", "77");
    }

    private String onNetwork() {
        return others.container(
                "incumbent",
                """
                {"Image":"%1$s:1.0.0","Cmd":["serve"],"HostConfig":{"NetworkMode":"%1$s"},
                 "NetworkingConfig":{"EndpointsConfig":{"%1$s":{"Aliases":["mlnode-308"]}}}}\
                """
                        .formatted(prefix));
    }

    private CloneChange change() {
        return new CloneChange(
                prefix + "-candidate",
                prefix + ":2.0.0",
                Map.of("lockstep.role", "candidate"),
                Map.of("EXTRA", "1"),
                List.of("mlnode-candidate"));
    }

    private String restart(String id) {
        return others.inspect(id).path("HostConfig").path("RestartPolicy").path("Name").asText();
    }

    private String mount(String id, String at) {
        for (var mount : others.inspect(id).path("Mounts")) {
            if (mount.path("Destination").asText().equals(at)) {
                return mount.path("Name").asText();
            }
        }
        return "none";
    }
}
