/// Talks to the REST gateway of one chain node.
@NullMarked
package io.lockstep.chain.rest;

import org.jspecify.annotations.NullMarked;
