package io.lockstep.engine.change;

import io.lockstep.chain.problem.Problem;
import java.util.List;
import java.util.Optional;

/// What a change would do, were it asked for now. Nothing was changed to find out.
///
/// @param generation the one in force, which the plan was made for
/// @param diff empty where everything is so already, or where nothing could be drawn up
/// @param health of each upstream that would get requests it does not get now
/// @param refusal why the change would be refused
public record EnginePlan(
        long generation, TableDiff diff, List<UpstreamHealth> health, Optional<Problem> refusal) {}
