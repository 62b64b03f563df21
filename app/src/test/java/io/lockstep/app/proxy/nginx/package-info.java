/// Files recognised, written, and held against a real nginx.
@NullMarked
package io.lockstep.app.proxy.nginx;

import org.jspecify.annotations.NullMarked;
