/// What the chain forgets and Lockstep keeps: who voted, who paid, and what changed when.
@NullMarked
package io.lockstep.app.chronicle;

import org.jspecify.annotations.NullMarked;
