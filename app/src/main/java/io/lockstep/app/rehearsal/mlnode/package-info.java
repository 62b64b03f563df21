/// A stand-in MLNode that loads nothing and says exactly what it was asked to say.
@NullMarked
package io.lockstep.app.rehearsal.mlnode;

import org.jspecify.annotations.NullMarked;
