@NullMarked
package io.lockstep.app.acting;

import org.jspecify.annotations.NullMarked;
