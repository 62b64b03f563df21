package io.lockstep.app.containers.registry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// What a registry is shown; never printed.
///
/// @param token whether the secret is an identity token instead of a password
record Login(String server, String user, String secret, boolean token) {

    String basic() {
        var pair = (user + ":" + secret).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /// As the engine wants it in its `X-Registry-Auth` field.
    String forEngine() {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("username", user).put("serveraddress", server);
        json.put(token ? "identitytoken" : "password", secret);
        var bytes = json.toString().getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "Login[" + server + "]";
    }
}
