package io.lockstep.app.proxy.nginx;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Turns directives into a front. What it is not sure of it lists instead of guessing.
final class Recogniser {
    private final List<Lost> lost = new ArrayList<>();
    private final List<Front.Listener> listeners = new ArrayList<>();
    private final Upstreams upstreams = new Upstreams(lost);
    private final Headers headers = new Headers(lost);
    private final LimitWords limits = new LimitWords(lost);
    private Optional<Front.Limits> first = Optional.empty();

    /// A file without `http` that has servers is one that another file includes there.
    NginxImport recognised(List<Directive> file) {
        var part =
                file.stream().noneMatch(directive -> directive.is("http"))
                        && file.stream().anyMatch(directive -> directive.is("server"));
        return whole(
                part
                        ? List.of(new Directive(1, "http", List.of(), Optional.of(file), 0, 0))
                        : file);
    }

    private NginxImport whole(List<Directive> file) {
        var https = file.stream().filter(directive -> directive.is("http")).toList();
        file.stream().filter(not("http", "events")).forEach(this::other);
        file.stream()
                .filter(directive -> directive.is("events"))
                .flatMap(events -> events.inside().stream())
                .forEach(this::other);
        https.stream().limit(1).forEach(this::http);
        https.stream().skip(1).map(Known::lost).forEach(lost::add);
        return new NginxImport(new Front(listeners, first.orElseGet(Front.Limits::ofNginx)), lost);
    }

    /// Upstreams, maps and limits count wherever they stand, so they are read before the servers.
    private void http(Directive http) {
        var inside = http.inside();
        inside.stream().filter(d -> d.is("upstream")).forEach(upstreams::add);
        inside.stream().filter(d -> d.is("map")).forEach(headers::map);
        inside.stream().filter(d -> d.is("proxy_set_header")).forEach(headers::check);
        var common = limits.over(Front.Limits.ofNginx(), inside);
        inside.stream()
                .filter(not("upstream", "map", "proxy_set_header", "server"))
                .filter(directive -> !LimitWords.isLimit(directive))
                .forEach(this::other);
        inside.stream().filter(d -> d.is("server")).forEach(server -> server(server, common));
    }

    private void server(Directive server, Front.Limits common) {
        var inside = server.inside();
        var decides =
                inside.stream().filter(Known::decidesTheRoute).filter(not("location")).findFirst();
        if (decides.isPresent()) {
            lose(server, "where it sends requests depends on " + decides.get().place());
            return;
        }
        var own = limits.over(common, inside);
        var table = new RouteTable(upstreams, lost);
        inside.stream()
                .filter(d -> d.is("location"))
                .forEach(location -> location(location, own, table));
        inside.stream().filter(d -> d.is("proxy_set_header")).forEach(headers::check);
        inside.stream().filter(d -> d.is("server_name")).forEach(this::name);
        inside.stream()
                .filter(not("location", "listen", "proxy_set_header", "server_name"))
                .filter(directive -> !LimitWords.isLimit(directive))
                .forEach(this::other);
        listen(server, table);
    }

    private void listen(Directive server, RouteTable table) {
        var listens = server.inside().stream().filter(d -> d.is("listen")).toList();
        if (listens.isEmpty()) {
            add(server, new ListenWords("0.0.0.0", 80), table);
        }
        for (var listen : listens) {
            var read = ListenWords.of(listen);
            if (read.isPresent()) {
                add(listen, read.get(), table);
            } else {
                lose(listen, "the engine does not listen there");
            }
        }
    }

    private void add(Directive where, ListenWords listen, RouteTable table) {
        var taken =
                listeners.stream()
                        .anyMatch(l -> l.host().equals(listen.host()) && l.port() == listen.port());
        if (taken) {
            lose(where, "a server before it listens there, and the engine asks for no names");
        } else {
            listeners.add(table.behind(listen));
        }
    }

    private void location(Directive location, Front.Limits common, RouteTable table) {
        var inside = location.inside();
        if (!table.add(location)) {
            return;
        }
        inside.stream().filter(d -> d.is("proxy_set_header")).forEach(headers::check);
        inside.stream()
                .filter(not("proxy_pass", "proxy_set_header", "return"))
                .filter(directive -> !LimitWords.isLimit(directive))
                .forEach(this::other);
        var own = limits.over(common, inside);
        if (first.isEmpty()) {
            first = Optional.of(own);
        } else if (!first.get().equals(own)) {
            lose(location, "its limits are not those of the first location");
        }
    }

    /// Names choose nothing where one server has the port for itself.
    private void name(Directive name) {
        if (name.word().isEmpty()) {
            lose(name, "every name is answered alike");
        }
    }

    private void other(Directive directive) {
        if (!Known.doneByEngine(directive)) {
            lost.add(Known.lost(directive));
        }
    }

    private void lose(Directive directive, String loss) {
        lost.add(Lost.of(directive, loss));
    }

    private static Predicate<Directive> not(String... names) {
        return directive -> !List.of(names).contains(directive.name());
    }
}
