/// Blocks of the simulated chain: how they are made, chained, kept and seen by a node.
@NullMarked
package io.lockstep.app.rehearsal.chain.block;

import org.jspecify.annotations.NullMarked;
