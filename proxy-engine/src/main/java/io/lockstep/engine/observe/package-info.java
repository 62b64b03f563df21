/// What an engine can be watched by: counters, histograms, the access log and metrics as text.
@NullMarked
package io.lockstep.engine.observe;

import org.jspecify.annotations.NullMarked;
