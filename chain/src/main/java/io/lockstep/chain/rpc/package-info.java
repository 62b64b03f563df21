/// Talks to one CometBFT RPC node.
@NullMarked
package io.lockstep.chain.rpc;

import org.jspecify.annotations.NullMarked;
