package io.lockstep.app.samples;

import io.lockstep.app.gpu.Gpu;
import io.lockstep.app.gpu.HostGpus;
import io.lockstep.app.host.HostLoad;
import io.lockstep.app.host.HostLoad.Network;
import io.lockstep.app.host.HostLoad.Use;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// The series that are kept of a reading, by the names charts ask for them.
public final class Measured {
    private Measured() {}

    /// What is kept of a GPU.
    public enum OfGpu {
        MEMORY_BYTES,
        BUSY_PERCENT,
        CELSIUS,
        WATTS,
        SM_MHZ
    }

    /// What is kept of a host.
    public enum OfHost {
        CPU_SHARE,
        LOAD,
        MEMORY_BYTES,
        SWAP_BYTES,
        RECEIVED_PER_SECOND,
        SENT_PER_SECOND,
        DOCKER_FREE_BYTES,
        MODELS_FREE_BYTES
    }

    /// A card keeps its series when its place in the list changes.
    public static String series(Gpu gpu, OfGpu what) {
        return "gpu/" + gpu.uuid().filter(_ -> gpu.card()).orElse(gpu.label()) + "/" + what;
    }

    public static String series(OfHost what) {
        return "host/" + what;
    }

    /// The same series of a machine beside the first.
    public static String at(String host, String series) {
        return "at/" + host + "/" + series;
    }

    static Map<String, Double> at(String host, Map<String, Double> values) {
        Map<String, Double> named = new HashMap<>();
        values.forEach((series, value) -> named.put(at(host, series), value));
        return named;
    }

    static Map<String, Double> of(HostGpus host) {
        Map<String, Double> values = new HashMap<>();
        for (var gpu : host.gpus()) {
            put(values, series(gpu, OfGpu.MEMORY_BYTES), gpu.memory().usedBytes());
            put(values, series(gpu, OfGpu.BUSY_PERCENT), gpu.load().gpuPercent());
            put(values, series(gpu, OfGpu.CELSIUS), gpu.load().temperature().celsius());
            put(values, series(gpu, OfGpu.WATTS), gpu.load().power().watts());
            put(values, series(gpu, OfGpu.SM_MHZ), gpu.load().clocks().smMhz());
        }
        return values;
    }

    static Map<String, Double> of(HostLoad load) {
        Map<String, Double> values = new HashMap<>();
        put(values, series(OfHost.CPU_SHARE), load.cpu().share());
        put(values, series(OfHost.LOAD), load.cpu().load1());
        put(values, series(OfHost.MEMORY_BYTES), load.memory().usedBytes());
        put(values, series(OfHost.SWAP_BYTES), load.memory().swapUsedBytes());
        load.networks().forEach(network -> sum(values, network));
        load.disk(Use.DOCKER)
                .ifPresent(disk ->
                        values.put(series(OfHost.DOCKER_FREE_BYTES), (double) disk.freeBytes()));
        load.disk(Use.MODELS)
                .ifPresent(disk ->
                        values.put(series(OfHost.MODELS_FREE_BYTES), (double) disk.freeBytes()));
        return values;
    }

    private static void sum(Map<String, Double> values, Network network) {
        network.receivedPerSecond()
                .ifPresent(rate ->
                        values.merge(series(OfHost.RECEIVED_PER_SECOND), rate, Double::sum));
        network.sentPerSecond()
                .ifPresent(rate -> values.merge(series(OfHost.SENT_PER_SECOND), rate, Double::sum));
    }

    private static void put(Map<String, Double> values, String series, OptionalDouble value) {
        value.ifPresent(known -> values.put(series, known));
    }

    private static void put(Map<String, Double> values, String series, OptionalLong value) {
        value.ifPresent(known -> values.put(series, (double) known));
    }

    private static void put(Map<String, Double> values, String series, OptionalInt value) {
        value.ifPresent(known -> values.put(series, (double) known));
    }
}
