package io.lockstep.app.ui.nodes;

import io.lockstep.app.gpu.HostGpus;
import io.lockstep.app.host.HostLoad;
import io.lockstep.app.samples.Measured;
import io.lockstep.app.snapshot.Reading;
import io.lockstep.app.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.ComboBox;

/// Which host is looked at: that of the upgrades, or one of the others. With one host there is
/// nothing to choose.
final class HostChoice {
    private final String first;
    private final ComboBox<String> box = new ComboBox<>();

    HostChoice(String first, Runnable changed) {
        this.first = first;
        box.setId("nodes-host");
        box.getItems().setAll(first);
        box.setValue(first);
        box.setOnAction(_ -> changed.run());
    }

    ComboBox<String> root() {
        return box;
    }

    void show(Snapshot snapshot, boolean wanted) {
        List<String> names = new ArrayList<>(List.of(first));
        snapshot.elsewhere().forEach(machine -> names.add(machine.host()));
        if (!box.getItems().equals(names)) {
            var kept = names.contains(box.getValue()) ? box.getValue() : first;
            box.getItems().setAll(names);
            box.setValue(kept);
        }
        box.setVisible(wanted && names.size() > 1);
        box.setManaged(box.isVisible());
    }

    Reading<HostGpus> gpus(Snapshot snapshot) {
        return here() ? snapshot.gpus() : snapshot.elsewhere(box.getValue()).gpus();
    }

    Reading<HostLoad> load(Snapshot snapshot) {
        return here() ? snapshot.host() : snapshot.elsewhere(box.getValue()).load();
    }

    String series(String name) {
        return here() ? name : Measured.at(box.getValue(), name);
    }

    private boolean here() {
        return first.equals(box.getValue()) || box.getValue() == null;
    }
}
