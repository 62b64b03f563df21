package io.lockstep.engine.replace;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.lockstep.chain.problem.Problem;
import io.lockstep.engine.route.Owed;
import java.util.List;

/// What two engines say to each other during a hand-over, one JSON object a line.
///
/// new: `take-over`; old: `offer`; new: `sockets`; old: the descriptors; new: `prepared`; old:
/// `state`; new: `serving`, the acknowledgement; old: `yours`; new: `named`. From then on the new
/// one tells each `table` and the old one what is `in-flight`, until it ends. Instead of any word
/// the old one may say `no`, and the new one may simply be gone.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "tag")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Word.TakeOver.class, name = "take-over"),
    @JsonSubTypes.Type(value = Word.Offer.class, name = "offer"),
    @JsonSubTypes.Type(value = Word.Sockets.class, name = "sockets"),
    @JsonSubTypes.Type(value = Word.Prepared.class, name = "prepared"),
    @JsonSubTypes.Type(value = Word.State.class, name = "state"),
    @JsonSubTypes.Type(value = Word.Serving.class, name = "serving"),
    @JsonSubTypes.Type(value = Word.Yours.class, name = "yours"),
    @JsonSubTypes.Type(value = Word.Named.class, name = "named"),
    @JsonSubTypes.Type(value = Word.Table.class, name = "table"),
    @JsonSubTypes.Type(value = Word.InFlight.class, name = "in-flight"),
    @JsonSubTypes.Type(value = Word.No.class, name = "no")
})
sealed interface Word {
    int VERSION = 1;

    record TakeOver(int v) implements Word {}

    /// @param keeps whether the old engine has a state folder
    record Offer(int v, List<Socket> sockets, boolean keeps) implements Word {}

    /// A listener of the old engine; its descriptor follows in the same order.
    record Socket(String host, int asked, int bound) {
        boolean fits(String wantedHost, int wantedPort) {
            return host.equals(wantedHost) && (wantedPort == asked || wantedPort == bound);
        }
    }

    record Sockets() implements Word {}

    record Prepared() implements Word {}

    record State(String text) implements Word {}

    record Serving() implements Word {}

    record Yours() implements Word {}

    record Named() implements Word {}

    record Table(String text) implements Word {}

    record InFlight(Owed owed) implements Word {}

    record No(Problem problem) implements Word {}
}
