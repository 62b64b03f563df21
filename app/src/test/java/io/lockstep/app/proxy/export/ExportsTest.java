package io.lockstep.app.proxy.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.lockstep.app.proxy.export.Kubernetes.Routes;
import io.lockstep.chain.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExportsTest {
    private static final String OLD = "ghcr.io/product-science/mlnode:3.0.8";
    private static final String NEW = "ghcr.io/product-science/mlnode:3.0.9";

    @ParameterizedTest
    @EnumSource(Routes.class)
    void eachVersionHasADeploymentAServiceAndItsPrefixOnBothPorts(Routes routes) {
        var file = kubernetes(Optional.empty()).file(routes);

        assertThat(kinds(file)).filteredOn("Deployment"::equals).hasSize(2);
        assertThat(kinds(file)).filteredOn("Service"::equals).hasSize(2);
        assertThat(file).contains("image: \"" + OLD + "\"").contains("image: \"" + NEW + "\"");
        switch (routes) {
            case GATEWAY -> {
                assertThat(kinds(file)).filteredOn("HTTPRoute"::equals).hasSize(2);
                assertThat(file)
                        .contains("path: {type: PathPrefix, value: \"/v3.0.9\"}")
                        .contains("{name: mlnode-v3-0-9, port: 8080}")
                        .contains("{name: mlnode-v3-0-9, port: 5000}")
                        .containsPattern("value: /}\n.*\n.*\n\\s+- \\{name: mlnode-v3-0-8, port");
            }
            case INGRESS -> {
                assertThat(kinds(file)).filteredOn("Ingress"::equals).hasSize(6);
                assertThat(file)
                        .contains("path: /v3\\.0\\.9(/|$)(.*)")
                        .contains("rewrite-target: /$2");
            }
        }
        assertThat(file).doesNotContain("${").doesNotContain("#each").doesNotContain("#end");
    }

    @ParameterizedTest
    @EnumSource(Routes.class)
    void withTheEngineInFrontNoRouteRewritesAnything(Routes routes) {
        var file = kubernetes(Optional.of("reg.example/lockstep/engine:1")).file(routes);

        assertThat(kinds(file)).filteredOn("Deployment"::equals).hasSize(3);
        assertThat(file)
                .contains("\"--upstream=v3.0.9=http://mlnode-v3-0-9:8080\"")
                .contains("\"--default=v3.0.8\"")
                .contains("name: lockstep-engine")
                .doesNotContain("rewrite-target")
                .doesNotContain("URLRewrite")
                .doesNotContain("${");
    }

    @Test
    void everythingAnAzureTemplatePointsAtIsInIt() throws Exception {
        var text = CloudGateway.AZURE.file(addresses(), "project", "region");

        var gateway = new JsonMapper().readTree(text).path("resources").path(0).path("properties");
        var pointed =
                Pattern.compile("variables\\('id'\\), '/(\\w+)/([\\w-]+)'").matcher(text).results();
        assertThat(pointed.toList())
                .hasSizeGreaterThan(10)
                .allSatisfy(one ->
                        assertThat(gateway.path(one.group(1)).findValuesAsText("name"))
                                .contains(one.group(2)));
        assertThat(gateway.findValuesAsText("pattern")).contains("^/v3\\.0\\.9/(.*)$");
    }

    @Test
    void everythingAnAwsTemplateRefersToIsInIt() {
        var text = CloudGateway.AWS.file(addresses(), "project", "region");

        var referred = Pattern.compile("!Ref (\\w+)").matcher(text).results().map(r -> r.group(1));
        assertThat(referred.toList())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(text).containsPattern("(?m)^  " + name + ":$"));
        assertThat(text).contains("Regex: \"^/v3\\\\.0\\\\.9/(.*)$\", Replace: \"/$1\"");
    }

    @Test
    void aGcpUrlMapTakesThePrefixAwayOnBothPorts() {
        assertThat(CloudGateway.GCP.file(addresses(), "p-1", "europe-west4"))
                .contains("name: mlnode-management")
                .contains("name: mlnode-inference")
                .contains("prefixMatch: \"/v3.0.9/\"")
                .contains("urlRewrite: {pathPrefixRewrite: /}")
                .contains(
                        "projects/p-1/regions/europe-west4/backendServices/mlnode-v3-0-9-inference");
    }

    @Test
    void whatWouldSayMoreThanItShouldIsRefused() {
        assertThatThrownBy(() -> new Versions(Map.of("v1\n---", OLD), "v1\n---"))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> new Versions(Map.of("v1", "a\"}"), "v1"))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> new Versions(Map.of("v1", OLD), "v2"))
                .hasMessageContaining("The default v2 is none of the versions");
        assertThatThrownBy(() -> new Versions(Map.of("v1.0", OLD, "v1-0", NEW), "v1.0"))
                .hasMessageContaining("would have one name");
        assertThatThrownBy(() ->
                        CloudGateway.AWS.file(new Versions(Map.of("v1", "host"), "v1"), "p", "r"))
                .hasMessageContaining("host is no IP address");
    }

    private static List<String> kinds(String file) {
        return Pattern.compile("(?m)^kind: (\\w+)$")
                .matcher(file)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static Kubernetes kubernetes(Optional<String> engine) {
        return new Kubernetes(
                versions(OLD, NEW), engine, "ml", "gpu-1", "/cache", "mlnode.example", "nginx");
    }

    private static Versions addresses() {
        return versions("10.0.0.8", "10.0.0.9");
    }

    private static Versions versions(String old, String candidate) {
        var places = new LinkedHashMap<String, String>();
        places.put("v3.0.8", old);
        places.put("v3.0.9", candidate);
        return new Versions(places, "v3.0.8");
    }
}
