/// Everything Lockstep knows at one moment, and how old each part of it is.
@NullMarked
package io.lockstep.app.snapshot;

import org.jspecify.annotations.NullMarked;
