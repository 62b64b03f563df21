package io.lockstep.chain.upgrade;

import java.util.Optional;

/// What the chain answers when it is asked for the MLNode version in force.
public record MlNodeVersion(Generation generation, Optional<String> current) {}
