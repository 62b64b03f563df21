/// The command line: the same core as the console, for terminals and programs.
@NullMarked
package io.lockstep.app.cli;

import org.jspecify.annotations.NullMarked;
