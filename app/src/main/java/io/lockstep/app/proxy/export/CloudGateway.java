package io.lockstep.app.proxy.export;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What the gateway of a cloud has to be told.
public enum CloudGateway {
    AWS("gateway-aws.yaml"),
    GCP("gateway-gcp.yaml"),
    AZURE("gateway-azure.json");

    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F.:]{2,45}");
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,63}");
    private final String template;

    CloudGateway(String template) {
        this.template = template;
    }

    /// @param versions IP addresses by version
    /// @param project and region matter to GCP alone
    public String file(Versions versions, String project, String region) {
        versions.places()
                .values()
                .forEach(address -> {
                    if (!ADDRESS.matcher(address).matches()) {
                        throw Versions.bad("%s is no IP address.".formatted(address));
                    }
                });
        if (!NAME.matcher(project).matches() || !NAME.matcher(region).matches()) {
            throw Versions.bad("%s or %s is no project or region.".formatted(project, region));
        }
        var backends =
                versions.places().keySet().stream()
                        .map(Versions::name)
                        .map(name -> name + "-management, " + name + "-inference")
                        .collect(Collectors.joining(", "));
        return versions.fill(
                template,
                "address",
                Map.of("project", project, "region", region, "backends", backends));
    }
}
