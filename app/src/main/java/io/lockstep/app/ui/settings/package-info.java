/// Addresses, their tests and the looks; also the first-run screen.
@NullMarked
package io.lockstep.app.ui.settings;

import org.jspecify.annotations.NullMarked;
