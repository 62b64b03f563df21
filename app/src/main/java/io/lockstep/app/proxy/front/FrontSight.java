package io.lockstep.app.proxy.front;

import io.lockstep.app.containers.HostContainers.Front;
import io.lockstep.app.containers.NginxContainer;
import io.lockstep.app.proxy.nginx.NginxPlaces;
import io.lockstep.app.proxy.nginx.NginxSites;
import io.lockstep.chain.problem.ProblemException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What is seen of an nginx's configuration without changing any of it.
public final class FrontSight {
    private FrontSight() {}

    /// Empty where it stands before something else than MLNodes. Blocks.
    ///
    /// @throws ProblemException when its files cannot be read
    public static Optional<Front> of(NginxContainer nginx) {
        var files = nginx.files();
        var known = new TreeSet<String>();
        nginx.neighbours().forEach(neighbour -> known.addAll(neighbour.names()));
        try {
            var adoption = new NginxSites(files, known).adoption();
            var names = names(nginx, NginxPlaces.of(files));
            return Optional.of(
                    new Front(nginx.name(), !adoption.nothing(), adoption.engine(), names));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    private static Set<String> names(NginxContainer nginx, Set<String> hosts) {
        var names = new TreeSet<>(hosts);
        nginx.neighbours().stream()
                .filter(neighbour -> neighbour.names().stream().anyMatch(hosts::contains))
                .forEach(neighbour -> names.addAll(neighbour.names()));
        return Set.copyOf(names);
    }
}
