package io.lockstep.app.containers.docker;

import io.lockstep.app.containers.ContainerHost.CloneChange;
import io.lockstep.app.containers.Labels;

/// Says of each setting why a clone has another one.
///
/// @param imageKnown whether the new image's defaults were seen
record CloneReasons(CloneChange change, boolean imageKnown) {

    String of(String field) {
        if (field.startsWith("Config.Labels.")) {
            return label(field.substring("Config.Labels.".length()));
        }
        if (field.startsWith("Config.Env.")) {
            return change.environment().containsKey(field.substring("Config.Env.".length()))
                    ? "set for the candidate"
                    : imageDefault();
        }
        if (field.startsWith("NetworkSettings.")) {
            return field.endsWith(".Aliases")
                    ? "a shared name would lead callers to both"
                    : "an address belongs to one container";
        }
        return switch (field) {
            case "Name" -> "two containers cannot have one name";
            case "Config.Image" -> "the new version, by its content";
            case "Config.Hostname" -> "its own, so that logs tell the two apart";
            case "Config.MacAddress" -> "an address belongs to one container";
            case "HostConfig.RestartPolicy" ->
                    "a standby does not start by itself; the policy changes hands at the cutover";
            case "HostConfig.PortBindings", "HostConfig.PublishAllPorts" ->
                    "ports of the host stay with the incumbent; callers come through the proxy";
            case "HostConfig.Binds", "HostConfig.Mounts" ->
                    "a volume without a name may hold the weights, so it is shared by its id";
            case "HostConfig.Links" -> "written as the engine wants to hear it";
            case "HostConfig.ContainerIDFile" -> "it names the incumbent";
            default -> imageDefault();
        };
    }

    private static String label(String key) {
        if (key.startsWith(Labels.PREFIX)) {
            return "how Lockstep knows it";
        }
        return key.startsWith("com.docker.compose.")
                ? "dropped: docker compose must not take it for its own"
                : "a label of the image";
    }

    private String imageDefault() {
        return imageKnown ? "the image's default" : "the old image's default";
    }
}
