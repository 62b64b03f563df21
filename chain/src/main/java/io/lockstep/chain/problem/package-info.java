/// The one shape in which every part of Lockstep tells what went wrong.
@NullMarked
package io.lockstep.chain.problem;

import org.jspecify.annotations.NullMarked;
