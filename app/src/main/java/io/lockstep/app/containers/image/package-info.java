/// Builds and reads image archives in the format of `docker save`, without a registry or an engine.
@NullMarked
package io.lockstep.app.containers.image;

import org.jspecify.annotations.NullMarked;
