package io.lockstep.engine.cutover;

/// What somebody who sees the processes of the machine says about the GPUs that change hands.
///
/// @param free whether neither the incumbent nor an orphan of it holds memory any more
/// @param who holds it, as a clause; where it is free, who saw that
/// @param ageMillis how long ago that was read: an age, since two machines have two clocks
public record GpuWord(boolean free, String who, long ageMillis) {
    private static final int LONGEST = 300;

    public GpuWord {
        who = who.length() > LONGEST ? who.substring(0, LONGEST) : who;
        ageMillis = Math.max(0, ageMillis);
    }
}
