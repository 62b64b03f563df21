/// Acts by hand, over fakes and a real engine.
@NullMarked
package io.lockstep.app.hand;

import org.jspecify.annotations.NullMarked;
