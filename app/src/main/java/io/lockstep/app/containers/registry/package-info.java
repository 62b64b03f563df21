/// Images in registries: found, pinned by digest, checked for a signature, allowed or not. It reads
/// only; bringing an image onto a host is the host's part.
@NullMarked
package io.lockstep.app.containers.registry;

import org.jspecify.annotations.NullMarked;
