/// A client that never pauses and checks every answer, token by token.
@NullMarked
package io.lockstep.app.rehearsal.traffic;

import org.jspecify.annotations.NullMarked;
