package io.lockstep.app.containers;

import io.lockstep.app.containers.HostContainers.Image;
import io.lockstep.engine.control.ControlTransport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// A machine that runs containers: a Docker engine, or plain processes where none can be had.
///
/// Every method blocks and throws `ProblemException` with a named problem when it cannot be done.
/// Acts are idempotent: what is already so (started, stopped, gone, created by us with the same
/// content) is success. Nothing that lacks our label is removed unless its id is given by name.
public interface ContainerHost extends AutoCloseable {

    /// `docker` or `processes`.
    String runtime();

    /// Everything relevant on the host, read now.
    HostContainers read();

    /// The containers that run an nginx, whatever it stands before. The caller closes each.
    default List<NginxContainer> nginx() {
        return List.of();
    }

    /// The image a reference or id names, when it is on the host.
    Optional<Image> image(String reference);

    /// Brings an image archive (the format of `docker save`) onto the host.
    Image load(Path archive);

    /// Pulls from the image's registry; `progress` hears one short line at a time.
    Image pull(String reference, Consumer<String> progress);

    /// Pulls exactly what is ordered, by digest where one is given, and proves it; an interrupt of
    /// the calling thread cancels it. Whatever ends it early adds no image.
    default Image pull(PullOrder order, Consumer<String> progress) {
        return pull(order.reference(), progress);
    }

    /// Bytes free on the disk that holds images; empty where that cannot be seen from here.
    default OptionalLong freeBytes() {
        return OptionalLong.empty();
    }

    /// Creates a container from scratch; the same name with the same specification is adopted.
    Container create(ContainerSpec spec);

    /// Creates a container from the definition of another one with only what `change` names
    /// changed, so that nothing of the incumbent's set-up is lost.
    Container cloneOf(String containerId, CloneChange change);

    /// What [#cloneOf] would make different, setting by setting; nothing is created. Empty where a
    /// host does not compare.
    default List<CloneDifference> cloneDifferences(String containerId, CloneChange change) {
        return List.of();
    }

    /// The container as a service of a compose file, less what its image provides; variables that
    /// may hold a secret refer to the shell's. Empty where a host cannot tell.
    default Map<String, Object> composeService(String containerId) {
        return Map.of();
    }

    void start(String containerId);

    /// Asks, waits up to `grace`, then forces.
    void stop(String containerId, Duration grace);

    /// Removes a stopped container with its anonymous volumes.
    void remove(String containerId);

    /// Sets whether the host starts the container again by itself: `no`, `always`, `unless-stopped`
    /// or `on-failure:5`.
    void restartPolicy(String containerId, String policy);

    void createNetwork(String name, Map<String, String> labels);

    /// The address under which containers of that network reach this machine, when there is one.
    Optional<String> gateway(String network);

    void connect(String containerId, String network, List<String> aliases);

    void createVolume(String name, Map<String, String> labels);

    /// Takes the right to upgrade what goes by that name, unless somebody has it; tells who has it
    /// now. It outlives this program, so that nobody else takes over half an upgrade by chance.
    default Holder hold(String name, Holder wanted) {
        return wanted;
    }

    /// Gives that right back, whoever has it; gives what nobody has back, too.
    default void release(String name) {}

    /// Everything on the host that carries all the given labels.
    Owned owned(Map<String, String> labels);

    /// Bytes that removing this image would free: layers no other image uses.
    long bytesFreedBy(String imageId);

    /// Everything that takes room; may take a while. Empty where a host cannot tell.
    default Optional<HostStock> stock() {
        return Optional.empty();
    }

    /// Removes exactly these pieces of the build cache; what is needed elsewhere stays.
    default void removeBuilds(List<String> ids) {
        throw HostProblems.noBuilds();
    }

    void removeImage(String imageId);

    void removeNetwork(String name);

    void removeVolume(String name);

    /// Whether the model's weights lie in the cache of a container that may not download any
    /// (`HF_HUB_OFFLINE`); empty where it may, or where a host cannot tell.
    default Optional<Boolean> hasWeights(String containerId, String model) {
        return Optional.empty();
    }

    /// The newest lines of a container's log.
    List<String> log(String containerId, int lines);

    /// Runs a program in a running container, as `docker exec` does. Empty when it has not ended at
    /// the deadline; it is then left alone, since nothing ends it from outside.
    default Optional<Executed> exec(String containerId, List<String> command, Duration deadline)
            throws InterruptedException {
        throw HostProblems.noInside(containerId);
    }

    /// The processes of a container as its host counts them, none when it has ended or is gone.
    /// Empty where a host cannot tell.
    default Optional<List<Long>> processes(String containerId) {
        return Optional.empty();
    }

    /// Reaches the control channel of an engine that runs in this container.
    ControlTransport control(String containerId);

    @Override
    void close();

    /// @param id the same for all programs of one home
    /// @param words for people, such as `anna on desk-2, process 4711`
    record Holder(String id, String words) {}

    /// What a program in a container ended with and printed, standard error mixed in.
    record Executed(int exit, String printed) {}

    /// @param containers names
    /// @param images references
    record Owned(
            List<Container> containers,
            List<Image> images,
            List<String> networks,
            List<String> volumes) {}

    /// What a clone has of its own.
    ///
    /// @param labels added; labels of the compose project are dropped, so that a later `docker
    ///   compose up` does not take the clone for its own
    /// @param aliases names on the networks the original is on
    record CloneChange(
            String name,
            String image,
            Map<String, String> labels,
            Map<String, String> environment,
            List<String> aliases) {}
}
