package io.lockstep.app.cli;

import io.lockstep.app.proxy.export.Kubernetes;
import io.lockstep.app.proxy.export.Kubernetes.Routes;
import io.lockstep.app.proxy.export.Versions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Prints manifests that run versions side by side on Kubernetes.
@Command(
        name = "kubernetes",
        mixinStandardHelpOptions = true,
        description = "Print Deployments, Services and routes of two versions side by side.",
        footer = {
            "",
            "Example:",
            "  lockstep export kubernetes --node gpu-1 --default v3.0.8 --routes gateway \\",
            "    --image v3.0.8=ghcr.io/product-science/mlnode:3.0.8 \\",
            "    --image v3.0.9=ghcr.io/product-science/mlnode:3.0.9 | kubectl apply -f -",
            "",
            "With --engine the engine stands in front and can be armed; without, the routes",
            "themselves tell the versions apart, and the default is changed by applying again."
        })
final class ExportKubernetesCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--image",
            required = true,
            paramLabel = "VERSION=IMAGE",
            description = "a version and what it runs")
    private Map<String, String> images = new LinkedHashMap<>();

    @Option(
            names = "--default",
            required = true,
            paramLabel = "VERSION",
            description = "takes what no prefix takes")
    private String otherwise = "";

    @Option(
            names = "--routes",
            defaultValue = "GATEWAY",
            description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} if not given")
    private Routes routes = Routes.GATEWAY;

    @Option(
            names = "--engine",
            paramLabel = "IMAGE",
            description = "put Lockstep's engine in front, from a registry of yours")
    private Optional<String> engine = Optional.empty();

    @Option(
            names = "--node",
            required = true,
            paramLabel = "NAME",
            description = "the node with the GPUs")
    private String node = "";

    @Option(names = "--namespace", defaultValue = "default", description = "${DEFAULT-VALUE}")
    private String namespace = "";

    @Option(
            names = "--cache",
            defaultValue = "/root/.cache",
            paramLabel = "FOLDER",
            description = "of the weights on that node; ${DEFAULT-VALUE} if not given")
    private String cache = "";

    @Option(
            names = "--host",
            defaultValue = "mlnode.example",
            paramLabel = "DOMAIN",
            description = "of an Ingress; ${DEFAULT-VALUE} if not given")
    private String host = "";

    @Option(
            names = "--gateway-class",
            defaultValue = "nginx",
            description = "of a Gateway; ${DEFAULT-VALUE} if not given")
    private String gatewayClass = "";

    ExportKubernetesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var file =
                new Kubernetes(
                        new Versions(images, otherwise),
                        engine,
                        namespace,
                        node,
                        cache,
                        host,
                        gatewayClass);
        terminal.out().print(file.file(routes));
        terminal.out().flush();
        return ExitCode.FINE;
    }
}
