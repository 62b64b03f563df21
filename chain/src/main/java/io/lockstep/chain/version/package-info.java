/// How the network's API nodes go from one MLNode version to the next, by generation.
@NullMarked
package io.lockstep.chain.version;

import org.jspecify.annotations.NullMarked;
