package io.lockstep.app.rehearsal.dapi;

import java.net.URI;
import java.util.List;

/// An MLNode as it is registered at the API node.
///
/// @param management address of the proxy's listener for port 8080
/// @param inference address of its listener for port 5000
public record NodeEntry(String id, URI management, URI inference, String model, List<String> args) {

    public NodeEntry {
        args = List.copyOf(args);
    }

    /// The node and the model of the recordings.
    public static NodeEntry recorded(URI management, URI inference) {
        return new NodeEntry(
                "node1",
                management,
                inference,
                "Qwen/Qwen2.5-7B-Instruct",
                List.of("--quantization", "fp8"));
    }
}
