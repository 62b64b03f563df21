/// The way from here to a running proxy engine.
@NullMarked
package io.lockstep.app.proxy;

import org.jspecify.annotations.NullMarked;
