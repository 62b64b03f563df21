package io.lockstep.app.rehearsal.mlnode;

import io.lockstep.app.rehearsal.mlnode.MlNodeConfig.Flavour;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// The one service that runs on the GPU, or none.
///
/// On R0 a stop that comes while a model loads waits for the end of the load, as there; on R2 it
/// ends the load.
final class Workload implements AutoCloseable {
    private final MlNodeConfig config;
    private final PretendGpu gpu;
    private final Runnable onFirstReady;
    private final ReentrantLock starting = new ReentrantLock();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Service service = new Service(Kind.STOPPED, "");

    /// The states of section 5.2 by their names on the wire.
    enum Kind {
        STOPPED,
        POW,
        INFERENCE,
        TRAIN
    }

    /// One start of a service; it is over once and for ever.
    static final class Service {
        private final Kind kind;
        private final String model;
        private final CountDownLatch over = new CountDownLatch(1);
        private volatile boolean ready;

        private Service(Kind kind, String model) {
            this.kind = kind;
            this.model = model;
        }

        Kind kind() {
            return kind;
        }

        String model() {
            return model;
        }

        boolean ready() {
            return ready && !ended();
        }

        boolean ended() {
            return over.getCount() == 0;
        }

        /// Waits, and tells whether the service ended meanwhile.
        boolean endsWithin(long millis) throws InterruptedException {
            return over.await(millis, TimeUnit.MILLISECONDS);
        }
    }

    /// How a start went.
    sealed interface Outcome {
        record Started() implements Outcome {}

        record Busy(String detail) implements Outcome {}

        record Failed(String message) implements Outcome {}
    }

    Workload(MlNodeConfig config, PretendGpu gpu, Runnable onFirstReady) {
        this.config = config;
        this.gpu = gpu;
        this.onFirstReady = onFirstReady;
    }

    Service service() {
        return service;
    }

    boolean gpuUsed() throws IOException {
        return gpu.used();
    }

    /// The service that can answer completions.
    Optional<Service> serving() {
        return Optional.of(service).filter(Service::ready);
    }

    /// Why a call for one kind of service is refused while another kind runs.
    Optional<String> conflict(Kind wanted) {
        var running = service.kind();
        return running == Kind.STOPPED || running == wanted
                ? Optional.empty()
                : Optional.of("Service %s is already running".formatted(running));
    }

    /// Blocks until the model is ready, or is not going to be.
    Outcome bringUp(String model) throws IOException, InterruptedException {
        starting.lockInterruptibly();
        try {
            var conflict = conflict(Kind.INFERENCE);
            if (conflict.isPresent()) {
                return new Outcome.Busy(conflict.get());
            }
            if (service.kind() == Kind.INFERENCE) {
                if (config.flavour() == Flavour.R2) {
                    return new Outcome.Busy("vLLM is already running");
                }
                end();
            }
            return load(model);
        } finally {
            starting.unlock();
        }
    }

    /// Starts a service without a model.
    Outcome begin(Kind kind) throws IOException, InterruptedException {
        starting.lockInterruptibly();
        try {
            var conflict = conflict(kind);
            if (conflict.isPresent()) {
                return new Outcome.Busy(conflict.get());
            }
            if (!gpu.take()) {
                return new Outcome.Failed(outOfMemory());
            }
            service = new Service(kind, "");
            return new Outcome.Started();
        } finally {
            starting.unlock();
        }
    }

    void stop() throws InterruptedException {
        if (config.has(MlNodeFault.STOP_HANGS)) {
            closed.await();
        }
        if (config.flavour() == Flavour.R2) {
            service.over.countDown();
        }
        starting.lockInterruptibly();
        try {
            if (service.kind() != Kind.STOPPED) {
                end();
            }
        } finally {
            starting.unlock();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        service.over.countDown();
        gpu.close();
    }

    private Outcome load(String model) throws IOException, InterruptedException {
        if (!gpu.take()) {
            return new Outcome.Failed(outOfMemory());
        }
        var started = new Service(Kind.INFERENCE, model);
        service = started;
        if (started.endsWithin(config.load().toMillis())) {
            end();
            return new Outcome.Failed("The load of %s was ended by a stop.".formatted(model));
        }
        if (config.has(MlNodeFault.LOAD_FAILS)) {
            end();
            return new Outcome.Failed("Engine core failed to start while loading " + model + ".");
        }
        if (!config.has(MlNodeFault.NEVER_READY)) {
            onFirstReady.run();
            started.ready = true;
        }
        return new Outcome.Started();
    }

    /// Streams break at once; state and memory follow when the processes are gone.
    private void end() throws InterruptedException {
        service.over.countDown();
        Thread.sleep(config.stop());
        if (!config.has(MlNodeFault.GPU_NOT_RELEASED)) {
            gpu.release();
        }
        service = new Service(Kind.STOPPED, "");
    }

    private static String outOfMemory() {
        return "CUDA out of memory: another process holds the memory of GPU 0.";
    }
}
