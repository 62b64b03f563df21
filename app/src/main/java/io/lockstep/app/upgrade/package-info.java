/// The upgrade: goal, pure planner, steps, executor and journal.
@NullMarked
package io.lockstep.app.upgrade;

import org.jspecify.annotations.NullMarked;
