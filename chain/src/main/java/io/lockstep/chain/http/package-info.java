/// Fetches bounded JSON documents from addresses nobody should trust.
@NullMarked
package io.lockstep.chain.http;

import org.jspecify.annotations.NullMarked;
