/// Reads HTTP/1.1 messages as bytes and says where they end, strictly: what two readers could
/// understand in two ways is a fault (RFC 9112). Nothing here knows of connections or routes.
@NullMarked
package io.lockstep.engine.http;

import org.jspecify.annotations.NullMarked;
