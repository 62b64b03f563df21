/// Many hosts seen at once: each by itself, kept fresh by its own event stream.
@NullMarked
package io.lockstep.app.containers.watch;

import org.jspecify.annotations.NullMarked;
