/// What tests of several features share.
@NullMarked
package io.lockstep.app.testing;

import org.jspecify.annotations.NullMarked;
