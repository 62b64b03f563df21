/// Carries requests and answers between clients and upstreams.
@NullMarked
package io.lockstep.engine.proxy;

import org.jspecify.annotations.NullMarked;
