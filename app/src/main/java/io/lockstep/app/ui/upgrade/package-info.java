/// The upgrade at work: steps, evidence, the way back and the clean-up.
@NullMarked
package io.lockstep.app.ui.upgrade;

import org.jspecify.annotations.NullMarked;
