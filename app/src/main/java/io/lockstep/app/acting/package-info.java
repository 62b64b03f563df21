/// Acting on the chain from this machine: what was sent, and the files that travel.
@NullMarked
package io.lockstep.app.acting;

import org.jspecify.annotations.NullMarked;
