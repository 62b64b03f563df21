package io.lockstep.app.ui.acting;

import io.lockstep.app.acting.Act;
import io.lockstep.app.ui.parts.Moment;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;

/// The fields that only one kind of act has.
interface ActFields {

    List<Node> nodes();

    void onChange(Runnable changed);

    /// Says at each field what is wrong with it; empty while something is.
    Optional<Act> act(Moment moment);

    void focus();
}
