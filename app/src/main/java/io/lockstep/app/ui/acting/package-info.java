/// Acting on the chain: what is to be done, exactly what would be signed, and the ways out.
@NullMarked
package io.lockstep.app.ui.acting;

import org.jspecify.annotations.NullMarked;
