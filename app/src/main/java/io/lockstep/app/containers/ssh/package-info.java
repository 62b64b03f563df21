/// A Docker engine behind an SSH server: one session for each host, kept alive and made anew.
@NullMarked
package io.lockstep.app.containers.ssh;

import org.jspecify.annotations.NullMarked;
