/// The journal.
@NullMarked
package io.lockstep.app.ui.activity;

import org.jspecify.annotations.NullMarked;
