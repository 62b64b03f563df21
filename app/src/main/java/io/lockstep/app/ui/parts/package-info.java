/// Controls that several views share, and the plain values they draw.
@NullMarked
package io.lockstep.app.ui.parts;

import org.jspecify.annotations.NullMarked;
