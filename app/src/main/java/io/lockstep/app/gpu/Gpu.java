package io.lockstep.app.gpu;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// One GPU. What the driver does not tell is empty, never zero.
public record Gpu(
        int index,
        String name,
        Optional<String> uuid,
        OptionalLong memoryUsedBytes,
        OptionalLong memoryTotalBytes,
        OptionalInt utilisationPercent,
        OptionalInt temperatureCelsius,
        OptionalDouble powerWatts,
        OptionalDouble powerLimitWatts) {}
