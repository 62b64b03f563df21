package io.lockstep.app.gpu;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds Xid errors in lines of the kernel log and says what the common codes mean.
///
/// The meanings follow NVIDIA's "Xid Errors" deployment guide (docs.nvidia.com/deploy/xid-errors),
/// in our words.
final class XidLog {
    private static final int MOST = 20;
    private static final Pattern LINE =
            Pattern.compile(
                    "(?:.*?\\[ *([0-9]{1,12}\\.[0-9]+)\\])?.*NVRM: Xid \\(([^)]{1,40})\\):"
                            + " ([0-9]{1,4}),?(.*)");

    private static final Map<Integer, String> MEANINGS =
            Map.ofEntries(
                    Map.entry(8, "the GPU stopped processing; often a hung program"),
                    Map.entry(13, "a program made an invalid access; seldom the hardware"),
                    Map.entry(31, "a program touched memory it may not; seldom the hardware"),
                    Map.entry(32, "corrupted commands reached the GPU; check PCIe and driver"),
                    Map.entry(38, "the driver's firmware failed"),
                    Map.entry(43, "a program was stopped after an error of its own"),
                    Map.entry(45, "work was removed, as a program ended or was killed"),
                    Map.entry(48, "memory error that ECC could not correct; reset the GPU"),
                    Map.entry(54, "the auxiliary power of the board is not connected"),
                    Map.entry(61, "internal breakpoint or warning of the microcontroller"),
                    Map.entry(62, "the microcontroller halted; reset the GPU"),
                    Map.entry(63, "a bad row of memory is remapped or a page is retired"),
                    Map.entry(64, "a bad row could not be remapped; reset the GPU"),
                    Map.entry(68, "the video decoder failed"),
                    Map.entry(69, "a program misused the graphics engine"),
                    Map.entry(74, "NVLink error; check bridge, cable or switch"),
                    Map.entry(79, "the GPU has fallen off the bus; check power, heat and seat"),
                    Map.entry(92, "many memory errors that ECC corrected"),
                    Map.entry(94, "memory error contained to one program; restart that program"),
                    Map.entry(95, "memory error that was not contained; reset the GPU"),
                    Map.entry(109, "a context switch timed out"),
                    Map.entry(110, "security fault; reset the GPU"),
                    Map.entry(119, "the GPU's system processor does not answer; reboot"),
                    Map.entry(120, "error in the GPU's system processor; reboot"),
                    Map.entry(121, "error of the chip-to-chip link"),
                    Map.entry(140, "memory errors that ECC could not correct; reset the GPU"),
                    Map.entry(154, "the driver asks for a reset, a reboot or a drained node"));

    private XidLog() {}

    /// The newest errors, newest first.
    static List<Xid> parse(String log) {
        var seen =
                log.lines()
                        .filter(line -> line.contains("NVRM: Xid"))
                        .map(LINE::matcher)
                        .filter(Matcher::matches)
                        .map(XidLog::xid)
                        .toList();
        return seen.reversed().stream().limit(MOST).toList();
    }

    private static Xid xid(Matcher line) {
        var code = Integer.parseInt(line.group(3));
        return new Xid(
                Optional.ofNullable(line.group(1)).map(XidLog::seconds),
                line.group(2),
                code,
                MEANINGS.getOrDefault(code, "see NVIDIA's list of Xid errors"),
                line.group(4).strip());
    }

    private static Duration seconds(String text) {
        return Duration.ofMillis(Math.round(1000 * Double.parseDouble(text)));
    }
}
