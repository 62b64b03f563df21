/// Reads an operator's nginx configuration into what the engine could do instead, and writes one.
@NullMarked
package io.lockstep.app.proxy.nginx;

import org.jspecify.annotations.NullMarked;
