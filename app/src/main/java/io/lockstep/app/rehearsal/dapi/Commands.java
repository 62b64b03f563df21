package io.lockstep.app.rehearsal.dapi;

import java.io.IOException;

/// The sequences of requests by which an API node changes what its MLNode does, each as recorded.
final class Commands {
    private final NodeClient client;
    private final boolean models;

    Commands(NodeClient client, boolean models) {
        this.client = client;
        this.models = models;
    }

    Known perform(Duty duty, String prefix) throws IOException {
        return switch (duty.kind()) {
            case INFER -> models ? bringUp(prefix) : stopForWantOfModels(prefix);
            case GENERATE -> generate(duty, prefix);
            case VALIDATE -> validate(duty, prefix);
        };
    }

    Known look(Known before, String prefix) throws IOException {
        var state = client.state(prefix);
        if (state.equals("INFERENCE") && !client.healthy(prefix)) {
            return Known.failed("the inference service is not healthy");
        }
        return state.equals("POW") ? new Known(state, before.poc(), "") : Known.of(state);
    }

    void stop(String prefix) throws IOException {
        client.stop(prefix);
    }

    private Known bringUp(String prefix) throws IOException {
        if (!client.state(prefix).equals("INFERENCE") || !client.healthy(prefix)) {
            client.stop(prefix);
            client.bringUp(prefix);
        }
        return Known.of("INFERENCE");
    }

    private Known stopForWantOfModels(String prefix) throws IOException {
        String _ = client.state(prefix);
        client.stop(prefix);
        return Known.failed("No epoch models available for this node");
    }

    private Known generate(Duty duty, String prefix) throws IOException {
        if (!client.state(prefix).equals("STOPPED")) {
            client.stop(prefix);
        }
        client.beginProof(prefix, "generate", duty);
        return new Known(duty.status(), duty.pocStatus(), "");
    }

    private Known validate(Duty duty, String prefix) throws IOException {
        var state = client.state(prefix);
        if (!state.equals("POW")) {
            if (!state.equals("STOPPED")) {
                client.stop(prefix);
            }
            client.beginProof(prefix, "validate", duty);
        } else if (!client.proofStatus(prefix).equals(duty.pocStatus())) {
            client.beginProof(prefix, "validate", duty);
        }
        return new Known(duty.status(), duty.pocStatus(), "");
    }
}
