package io.lockstep.app.containers;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A container in which an nginx runs that Lockstep did not make.
///
/// Methods block and throw `ProblemException` when the host does not answer or refuses.
public interface NginxContainer extends AutoCloseable {

    String name();

    Map<String, String> labels();

    /// The texts of all files of its configuration, by their paths inside.
    Map<String, String> files();

    /// What `nginx -t` says of these files, in a throw-away copy of the container: the same image,
    /// mounts and networks. Empty when it is content.
    Optional<String> test(Map<String, String> files);

    /// Puts the text into a file where it truly lies: in the container, or on the host behind a
    /// mount, also one that the container may only read.
    void write(String path, String text);

    /// Asks nginx to read its configuration again; requests that were begun end as they began.
    void reload();

    /// Where that port of the container is reached from here.
    Optional<URI> reached(int port);

    /// The MLNodes on its networks.
    List<Neighbour> neighbours();

    @Override
    void close();

    /// @param host as nginx is to call it
    /// @param names everything nginx may know it by, addresses too
    record Neighbour(Optional<String> version, boolean running, String host, Set<String> names) {}
}
