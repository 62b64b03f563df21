@NullMarked
package io.lockstep.app.chronicle;

import org.jspecify.annotations.NullMarked;
