/// One running Lockstep: store, observers and executor, wired.
@NullMarked
package io.lockstep.app.session;

import org.jspecify.annotations.NullMarked;
