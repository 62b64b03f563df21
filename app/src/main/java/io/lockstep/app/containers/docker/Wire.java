package io.lockstep.app.containers.docker;

import com.github.dockerjava.transport.SSLConfig;
import io.lockstep.chain.problem.ProblemException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// The way to an engine, whatever lies in between, as docker-java's transport can go it.
interface Wire extends AutoCloseable {
    URI uri();

    @Nullable SSLConfig tls();

    /// Returns once the way is open; blocks for a few seconds at most.
    ///
    /// @throws ProblemException why it is not
    void ready();

    /// What an I/O error means on this way.
    ProblemException lost(Throwable e);

    /// The address as people know it.
    @Override
    String toString();

    @Override
    void close();

    /// The transport tells I/O errors as bare runtime exceptions with the true one inside.
    static Throwable root(Throwable e) {
        var cause = e.getCause();
        return cause == null ? e : root(cause);
    }
}
