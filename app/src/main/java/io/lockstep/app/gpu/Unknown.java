package io.lockstep.app.gpu;

import io.lockstep.app.gpu.Gpu.Clocks;
import io.lockstep.app.gpu.Gpu.Errors;
import io.lockstep.app.gpu.Gpu.Health;
import io.lockstep.app.gpu.Gpu.Link;
import io.lockstep.app.gpu.Gpu.Load;
import io.lockstep.app.gpu.Gpu.Modes;
import io.lockstep.app.gpu.Gpu.Power;
import io.lockstep.app.gpu.Gpu.RemappedRows;
import io.lockstep.app.gpu.Gpu.Temperature;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Parts of a GPU of which nothing is known.
final class Unknown {
    private static final OptionalInt NO_INT = OptionalInt.empty();

    static final Temperature TEMPERATURE = new Temperature(NO_INT, NO_INT, NO_INT, NO_INT, NO_INT);
    static final Power POWER =
            new Power(
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty());
    static final Clocks CLOCKS =
            new Clocks(NO_INT, NO_INT, NO_INT, NO_INT, NO_INT, NO_INT, Optional.empty());
    static final Load LOAD = new Load(NO_INT, NO_INT, NO_INT, TEMPERATURE, POWER, CLOCKS);
    static final Link LINK =
            new Link(NO_INT, NO_INT, NO_INT, NO_INT, Optional.empty(), Optional.empty());
    static final Errors ERRORS = new Errors(OptionalLong.empty(), OptionalLong.empty());
    static final RemappedRows ROWS =
            new RemappedRows(
                    OptionalLong.empty(), OptionalLong.empty(), Optional.empty(), Optional.empty());
    static final Health HEALTH =
            new Health(Optional.empty(), ERRORS, ERRORS, ROWS, Optional.empty());
    static final Modes MODES =
            new Modes(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private Unknown() {}
}
