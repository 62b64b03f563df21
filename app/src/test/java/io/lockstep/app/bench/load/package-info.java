@NullMarked
package io.lockstep.app.bench.load;

import org.jspecify.annotations.NullMarked;
