/// Tests of the image archives.
@NullMarked
package io.lockstep.app.containers.image;

import org.jspecify.annotations.NullMarked;
