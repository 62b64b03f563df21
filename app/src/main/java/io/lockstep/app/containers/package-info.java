/// MLNode containers and their host; the only package that talks to Docker.
@NullMarked
package io.lockstep.app.containers;

import org.jspecify.annotations.NullMarked;
