/// The armed cutover: what happens at the upgrade height, decided in advance and persisted.
@NullMarked
package io.lockstep.engine.cutover;

import org.jspecify.annotations.NullMarked;
