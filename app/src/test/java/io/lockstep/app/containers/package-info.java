/// The contract that every kind of container host keeps, and the image its tests run.
@NullMarked
package io.lockstep.app.containers;

import org.jspecify.annotations.NullMarked;
