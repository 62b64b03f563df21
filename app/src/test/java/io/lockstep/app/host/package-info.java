/// The load of machines, here and over SSH.
@NullMarked
package io.lockstep.app.host;

import org.jspecify.annotations.NullMarked;
