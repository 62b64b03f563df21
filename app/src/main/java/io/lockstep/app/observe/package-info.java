/// Reads the world again and again, and puts what it saw into the store.
@NullMarked
package io.lockstep.app.observe;

import org.jspecify.annotations.NullMarked;
