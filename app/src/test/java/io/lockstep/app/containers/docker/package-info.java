/// Tests of the Docker edge against a real engine.
@NullMarked
package io.lockstep.app.containers.docker;

import org.jspecify.annotations.NullMarked;
