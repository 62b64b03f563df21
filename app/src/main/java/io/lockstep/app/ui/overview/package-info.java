/// The overview: what is, what comes and what to do.
@NullMarked
package io.lockstep.app.ui.overview;

import org.jspecify.annotations.NullMarked;
