package io.lockstep.app.proxy.nginx;

import io.lockstep.chain.problem.ProblemException;
import io.lockstep.engine.proxy.Listen;
import java.util.Optional;
import java.util.Set;

/// The address a `listen` names.
record ListenWords(String host, int port) {
    private static final String ANY = "0.0.0.0";
    private static final int HTTP = 80;

    /// What changes nothing about the connections that come.
    private static final Set<String> HARMLESS =
            Set.of("default_server", "reuseport", "ipv6only=on");

    /// Empty for whatever is not a plain TCP listener.
    static Optional<ListenWords> of(Directive listen) {
        var words = listen.words();
        if (words.isEmpty()
                || listen.block().isPresent()
                || !HARMLESS.containsAll(words.subList(1, words.size()))) {
            return Optional.empty();
        }
        var word = words.getFirst();
        if (word.matches("\\d{1,5}")) {
            return address(ANY + ":" + word);
        }
        if (word.startsWith("*:")) {
            return address(ANY + word.substring(1));
        }
        return address(word.matches("(\\[[^]]*]|.*[^:]):\\d+") ? word : word + ":" + HTTP);
    }

    private static Optional<ListenWords> address(String text) {
        if (!text.matches("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+):\\d{1,5}")) {
            return Optional.empty();
        }
        try {
            var listen = Listen.parse(text);
            return listen.port() == 0
                    ? Optional.empty()
                    : Optional.of(new ListenWords(listen.host(), listen.port()));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }
}
