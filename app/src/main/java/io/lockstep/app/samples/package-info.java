/// Samples of GPUs and host over time, for charts.
@NullMarked
package io.lockstep.app.samples;

import org.jspecify.annotations.NullMarked;
