/// A tiny program to put into images.
@NullMarked
package io.lockstep.app.containers.testimage;

import org.jspecify.annotations.NullMarked;
