/// A plain HTTP server with as little as the linked runtime of a stand-in MLNode has.
@NullMarked
package io.lockstep.app.rehearsal.web;

import org.jspecify.annotations.NullMarked;
