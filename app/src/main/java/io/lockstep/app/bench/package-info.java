/// Measures the proxy engine beside the proxies operators would pick instead, in one run on one
/// machine.
@NullMarked
package io.lockstep.app.bench;

import org.jspecify.annotations.NullMarked;
