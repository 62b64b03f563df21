/// Tests against a real SSH server on loopback.
@NullMarked
package io.lockstep.app.containers.ssh;

import org.jspecify.annotations.NullMarked;
