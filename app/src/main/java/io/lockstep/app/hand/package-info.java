/// What an operator does by hand, outside of an upgrade's steps.
@NullMarked
package io.lockstep.app.hand;

import org.jspecify.annotations.NullMarked;
