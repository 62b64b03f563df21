/// GPUs as nvidia-smi reports them; the only package that starts it.
@NullMarked
package io.lockstep.app.gpu;

import org.jspecify.annotations.NullMarked;
