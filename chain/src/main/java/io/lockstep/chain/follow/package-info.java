/// Follows the height of a chain through several RPC nodes and trusts none of them alone.
@NullMarked
package io.lockstep.chain.follow;

import org.jspecify.annotations.NullMarked;
