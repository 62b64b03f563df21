/// Hosts and the containers on them: what each is, what it uses, what it says.
@NullMarked
package io.lockstep.app.ui.containers;

import org.jspecify.annotations.NullMarked;
