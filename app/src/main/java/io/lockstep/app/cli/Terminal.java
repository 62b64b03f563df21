package io.lockstep.app.cli;

import java.io.PrintWriter;

/// Where a command writes.
record Terminal(PrintWriter out, PrintWriter err) {
    void say(String line) {
        out.println(line);
        out.flush();
    }

    void complain(String line) {
        err.println(line);
        err.flush();
    }
}
