/// Compose projects: the one an incumbent belongs to, and the file that runs two versions side by
/// side.
@NullMarked
package io.lockstep.app.containers.compose;

import org.jspecify.annotations.NullMarked;
