/// Runs small programs on this machine, over SSH or inside a container, and never waits for ever.
@NullMarked
package io.lockstep.app.host.command;

import org.jspecify.annotations.NullMarked;
