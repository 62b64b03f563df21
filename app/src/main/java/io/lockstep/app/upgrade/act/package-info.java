/// The acts of an upgrade: each asks the world first and changes only what is not yet so.
@NullMarked
package io.lockstep.app.upgrade.act;

import org.jspecify.annotations.NullMarked;
