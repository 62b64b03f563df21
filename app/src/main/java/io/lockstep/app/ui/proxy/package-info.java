/// The engine: generation, routes, upstreams, traffic and its cutover.
@NullMarked
package io.lockstep.app.ui.proxy;

import org.jspecify.annotations.NullMarked;
