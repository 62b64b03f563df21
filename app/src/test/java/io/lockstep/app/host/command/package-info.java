/// Small programs run here, over SSH and in containers.
@NullMarked
package io.lockstep.app.host.command;

import org.jspecify.annotations.NullMarked;
