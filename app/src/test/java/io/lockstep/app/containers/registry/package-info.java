@NullMarked
package io.lockstep.app.containers.registry;

import org.jspecify.annotations.NullMarked;
