/// The console: its window, its frame and the one way to the JavaFX thread.
@NullMarked
package io.lockstep.app.ui;

import org.jspecify.annotations.NullMarked;
