@NullMarked
package io.lockstep.app.bench;

import org.jspecify.annotations.NullMarked;
