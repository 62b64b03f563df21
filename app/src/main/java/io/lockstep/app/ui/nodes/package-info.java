/// Containers, MLNodes, the API node, GPUs and the host.
@NullMarked
package io.lockstep.app.ui.nodes;

import org.jspecify.annotations.NullMarked;
