package io.lockstep.engine.replace;

import io.lockstep.engine.proxy.ListeningSocket;
import io.lockstep.engine.route.Owed;
import io.lockstep.engine.route.RoutingTable;
import java.util.List;

/// What a running engine does while another one takes over, in this order. Nothing it has told or
/// given is lost when [#resume] follows instead of [#release].
public interface Replaceable {

    List<ListeningSocket> sockets();

    /// Whether it keeps what it is told in a state folder.
    boolean keeps();

    /// Keeps still: carries requests on as they are routed now, begins no cutover, changes and
    /// writes nothing. Returns all that is kept; throws `ProblemException` when it must not be
    /// replaced now.
    String pause();

    /// Goes on as before the pause: nobody took over.
    void resume();

    /// Gives up what only one engine may own. From here on the other one is the engine.
    void release();

    /// Takes no new connection and lets what is in flight end; then the process ends.
    void leave();

    Owed owed();

    /// Routes by the other engine's table.
    void follow(RoutingTable table);
}
