/// What the nodes of the simulated chain answer, in the shapes of real ones.
@NullMarked
package io.lockstep.app.rehearsal.chain.answer;

import org.jspecify.annotations.NullMarked;
