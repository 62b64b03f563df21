/// Containers without a Docker engine: local processes that outlive the program that started them.
@NullMarked
package io.lockstep.app.containers.process;

import org.jspecify.annotations.NullMarked;
