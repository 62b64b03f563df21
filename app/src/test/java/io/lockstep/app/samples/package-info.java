/// Samples of GPUs and host over time.
@NullMarked
package io.lockstep.app.samples;

import org.jspecify.annotations.NullMarked;
