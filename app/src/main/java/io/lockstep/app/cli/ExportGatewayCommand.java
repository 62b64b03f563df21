package io.lockstep.app.cli;

import io.lockstep.app.proxy.export.CloudGateway;
import io.lockstep.app.proxy.export.Versions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Prints what the gateway of a cloud has to be told.
@Command(
        name = "gateway",
        mixinStandardHelpOptions = true,
        description = "Print the gateway of AWS, GCP or Azure for two versions side by side.",
        footer = {
            "",
            "Examples:",
            "  lockstep export gateway --cloud aws --default v3.0.8 \\",
            "    --address v3.0.8=10.0.0.8 --address v3.0.9=10.0.0.9",
            "",
            "aws is a CloudFormation template of an Application Load Balancer, gcp are URL maps for",
            "gcloud compute url-maps import, azure is a template of an Application Gateway."
        })
final class ExportGatewayCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--cloud", required = true, description = "${COMPLETION-CANDIDATES}")
    private CloudGateway cloud = CloudGateway.AWS;

    @Option(
            names = "--address",
            required = true,
            paramLabel = "VERSION=IP",
            description = "a version and where it is")
    private Map<String, String> addresses = new LinkedHashMap<>();

    @Option(
            names = "--default",
            required = true,
            paramLabel = "VERSION",
            description = "takes what no prefix takes")
    private String otherwise = "";

    @Option(names = "--project", defaultValue = "my-project", description = "of GCP")
    private String project = "";

    @Option(names = "--region", defaultValue = "europe-west4", description = "of GCP")
    private String region = "";

    ExportGatewayCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        terminal.out().print(cloud.file(new Versions(addresses, otherwise), project, region));
        terminal.out().flush();
        return ExitCode.FINE;
    }
}
