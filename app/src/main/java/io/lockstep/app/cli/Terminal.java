package io.lockstep.app.cli;

import io.lockstep.chain.problem.Printable;
import java.io.PrintWriter;

/// Where a command writes. Nothing that a stranger said reaches the cursor from here.
record Terminal(PrintWriter out, PrintWriter err) {
    void say(String line) {
        out.println(Printable.lines(line));
        out.flush();
    }

    void complain(String line) {
        err.println(Printable.lines(line));
        err.flush();
    }
}
