/// The programs that a measurement needs beside the proxies: an upstream, a client of event streams
/// and a forwarder that only moves bytes.
@NullMarked
package io.lockstep.app.bench.load;

import org.jspecify.annotations.NullMarked;
