package io.lockstep.app.ui;

import java.util.List;

/// What stands behind the screen that asks for addresses: the settings file and a test of each
/// address.
public interface FirstRun {

    /// Whether addresses can be changed and kept.
    default boolean keeps() {
        return true;
    }

    /// What is configured now; empty fields where nothing is.
    Form current();

    /// Asks each address once. Blocks; called on a thread of its own.
    List<Finding> check(Form form);

    /// Keeps the form. Throws a `ProblemException` when it cannot; blocks as [#check] does.
    void save(Form form);

    /// The addresses as the operator wrote them.
    ///
    /// @param rpcs CometBFT RPC addresses
    /// @param docker empty means `DOCKER_HOST` or the local socket
    record Form(List<String> rpcs, String rest, String dapi, String docker, Who who) {
        public Form(List<String> rpcs, String rest, String dapi, String docker) {
            this(rpcs, rest, dapi, docker, Who.NOBODY);
        }

        public static Form empty() {
            return new Form(List.of(), "", "", "");
        }
    }

    /// Who acts, as the operator wrote it; nothing of it is needed to watch.
    ///
    /// @param schedule each as `VERSION@HEIGHT`
    record Who(
            List<String> accounts,
            String granter,
            String key,
            String keystore,
            List<String> schedule) {
        public static final Who NOBODY = new Who(List.of(), "", "", "", List.of());
    }

    /// What became of asking one address.
    ///
    /// @param sentence for people: what answered, or what went wrong
    record Finding(Field field, String address, boolean good, String sentence) {}

    /// The fields of the form.
    enum Field {
        RPC,
        REST,
        DAPI,
        DOCKER,
        ACCOUNTS,
        GRANTER,
        KEY,
        KEYSTORE,
        SCHEDULE
    }
}
