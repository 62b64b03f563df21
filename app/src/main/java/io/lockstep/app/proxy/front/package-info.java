/// An nginx that was in front before Lockstep came: adopted, led, and given back.
@NullMarked
package io.lockstep.app.proxy.front;

import org.jspecify.annotations.NullMarked;
