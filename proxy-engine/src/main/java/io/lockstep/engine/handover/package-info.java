/// Carries an armed cutover out: waits for its block, hands the GPU over, or falls back.
@NullMarked
package io.lockstep.engine.handover;

import org.jspecify.annotations.NullMarked;
