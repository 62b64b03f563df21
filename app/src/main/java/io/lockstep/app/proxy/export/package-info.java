/// Configurations for other environments than Docker: Kubernetes and the gateways of clouds.
@NullMarked
package io.lockstep.app.proxy.export;

import org.jspecify.annotations.NullMarked;
