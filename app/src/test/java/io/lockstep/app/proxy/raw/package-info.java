/// The same raw bytes through nginx and through our engine: what did the upstream see, and what did
/// the client get?
@NullMarked
package io.lockstep.app.proxy.raw;

import org.jspecify.annotations.NullMarked;
