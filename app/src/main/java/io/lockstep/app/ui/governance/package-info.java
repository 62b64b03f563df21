/// Proposals and their tallies.
@NullMarked
package io.lockstep.app.ui.governance;

import org.jspecify.annotations.NullMarked;
