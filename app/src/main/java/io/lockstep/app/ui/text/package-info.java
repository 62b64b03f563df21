/// Words and figures as the console writes them. No JavaFX.
@NullMarked
package io.lockstep.app.ui.text;

import org.jspecify.annotations.NullMarked;
