/// What the API node and the MLNodes say about themselves.
@NullMarked
package io.lockstep.app.nodes;

import org.jspecify.annotations.NullMarked;
