package io.lockstep.app.bench;

import java.util.List;

/// Who is measured.
enum Contender {
    ENGINE("engine"),
    NGINX_SEED("nginx, seed's configuration"),
    NGINX_TUNED("nginx, tuned"),
    HAPROXY("HAProxy, tuned"),
    FORWARDER("bare forwarder"),
    DIRECT("direct");

    private final String title;

    Contender(String title) {
        this.title = title;
    }

    static List<Contender> proxies() {
        return List.of(ENGINE, NGINX_SEED, NGINX_TUNED, HAPROXY, FORWARDER);
    }

    String title() {
        return title;
    }
}
