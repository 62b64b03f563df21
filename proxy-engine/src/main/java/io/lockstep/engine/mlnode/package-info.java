/// Talks to one MLNode: what it does now, and the few calls that hand a GPU over.
@NullMarked
package io.lockstep.engine.mlnode;

import org.jspecify.annotations.NullMarked;
