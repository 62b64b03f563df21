package io.lockstep.app.cli;

import io.lockstep.app.ui.FirstRun;
import java.util.List;

/// A rehearsal's addresses are tested like any others and never kept: the operator's own stay in
/// the settings file.
record RehearsalAddresses(FirstRun desk) implements FirstRun {
    @Override
    public boolean keeps() {
        return false;
    }

    @Override
    public Form current() {
        return desk.current();
    }

    @Override
    public List<Finding> check(Form form) {
        return desk.check(form);
    }

    @Override
    public void save(Form form) {
        throw new UnsupportedOperationException("a rehearsal's addresses are not kept");
    }
}
