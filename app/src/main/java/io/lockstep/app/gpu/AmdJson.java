package io.lockstep.app.gpu;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/// The JSON in what AMD's tools print; they may print warnings before it.
final class AmdJson {
    private static final JsonMapper JSON = new JsonMapper();

    private AmdJson() {}

    static JsonNode read(String printed, String program) {
        var begin = printed.indexOf('{');
        var list = printed.indexOf('[');
        var from = list >= 0 && (begin < 0 || list < begin) ? list : begin;
        if (from < 0) {
            throw GpuProblems.unreadable(program);
        }
        try {
            return JSON.readTree(printed.substring(from));
        } catch (JsonProcessingException e) {
            var problem = GpuProblems.unreadable(program);
            problem.addSuppressed(e);
            throw problem;
        }
    }
}
