/// What the operator configured: addresses, limits, policies, and the file they stand in.
@NullMarked
package io.lockstep.app.settings;

import org.jspecify.annotations.NullMarked;
