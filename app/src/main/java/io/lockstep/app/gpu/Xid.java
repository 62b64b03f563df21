package io.lockstep.app.gpu;

import java.time.Duration;
import java.util.Optional;

/// An error the NVIDIA driver wrote to the kernel log.
///
/// @param sinceBoot when, counted from the start of the machine; empty where the log lacks times
/// @param bus PCI address of the card as the log writes it, such as `PCI:0000:3b:00`
/// @param meaning the code in words
public record Xid(
        Optional<Duration> sinceBoot, String bus, int code, String meaning, String detail) {}
