package io.lockstep.app.rehearsal.mlnode;

import io.lockstep.app.rehearsal.web.Call;
import io.lockstep.app.rehearsal.web.WebServer.Desk;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// Finds the desk for a path, and answers as FastAPI does where there is none.
final class Routes implements Desk {
    private final Map<String, Map<String, Desk>> byPath = new HashMap<>();

    Routes get(String path, Desk desk) {
        return on("GET", path, desk);
    }

    Routes post(String path, Desk desk) {
        return on("POST", path, desk);
    }

    @Override
    public void answer(Call call) throws IOException, InterruptedException {
        var desks = byPath.getOrDefault(call.path(), Map.of());
        var desk = desks.get(call.method());
        if (desk != null) {
            desk.answer(call);
        } else if (desks.isEmpty()) {
            call.answer(404, "detail", "Not Found");
        } else {
            call.answer(405, "detail", "Method Not Allowed");
        }
    }

    private Routes on(String method, String path, Desk desk) {
        byPath.computeIfAbsent(path, _ -> new HashMap<>()).put(method, desk);
        return this;
    }
}
