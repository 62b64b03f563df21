package io.lockstep.app.proxy.nginx;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The hosts that an nginx leads to anywhere in its files: it does not start while one of them
/// cannot be resolved.
public final class NginxPlaces {
    private static final Pattern PASS = Pattern.compile("https?://([^/$?#:]+).*");
    private static final String PORT = ":\\d+$";

    private NginxPlaces() {}

    /// @param files the texts by path, with whatever Lockstep wrote into them
    public static Set<String> of(Map<String, String> files) {
        var all =
                files.values().stream()
                        .map(NginxGrammar::read)
                        .flatMap(Collection::stream)
                        .flatMap(NginxPlaces::within)
                        .toList();
        var hosts = new TreeSet<String>();
        named(all, "proxy_pass").flatMap(NginxPlaces::passed).forEach(hosts::add);
        named(all, "upstream").forEach(one -> hosts.remove(String.join(" ", one.words())));
        named(all, "upstream").flatMap(NginxPlaces::servers).forEach(hosts::add);
        return hosts;
    }

    private static Stream<Directive> named(List<Directive> all, String name) {
        return all.stream().filter(directive -> directive.is(name));
    }

    /// It, and everything in its blocks.
    private static Stream<Directive> within(Directive directive) {
        return Stream.concat(
                Stream.of(directive), directive.inside().stream().flatMap(NginxPlaces::within));
    }

    private static Stream<String> passed(Directive pass) {
        return pass.word().map(PASS::matcher).filter(Matcher::matches).stream()
                .map(found -> found.group(1));
    }

    private static Stream<String> servers(Directive upstream) {
        return named(upstream.inside(), "server")
                .filter(server -> !server.words().isEmpty())
                .map(server -> server.words().getFirst().replaceFirst(PORT, ""));
    }
}
