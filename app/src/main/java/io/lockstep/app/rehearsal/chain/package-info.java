/// The simulated chain of the rehearsal network: real CometBFT and gateway shapes, driven by time
/// or block by block.
@NullMarked
package io.lockstep.app.rehearsal.chain;

import org.jspecify.annotations.NullMarked;
