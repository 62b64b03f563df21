/// Stories that the simulated network plays, written down in small files.
@NullMarked
package io.lockstep.app.rehearsal.chain.scenario;

import org.jspecify.annotations.NullMarked;
