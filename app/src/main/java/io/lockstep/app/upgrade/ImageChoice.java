package io.lockstep.app.upgrade;

import io.lockstep.app.containers.Container;
import io.lockstep.app.containers.MlNodes;
import io.lockstep.app.gpu.Gpu;
import io.lockstep.app.gpu.HostGpus;
import io.lockstep.app.snapshot.Snapshot;
import io.lockstep.chain.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which image stands for a version on this host, and why this one. One version has several images,
/// by GPU and by CUDA (fact sheet, section 5.7).
///
/// The operator's word counts before the GPU, the GPU before what the incumbent runs.
///
/// @param reason one clause; empty for the plain image
/// @param refusal why that image would not run here
public record ImageChoice(String reference, String reason, Optional<Problem> refusal) {
    private static final String NONE = "none";
    private static final String BLACKWELL = "-blackwell";
    private static final String SMALL_BLACKWELL = "-blackwell-sm120";
    private static final Pattern DATA_CENTRE = Pattern.compile("\\bG?B[123]0[02]\\b");
    private static final Pattern WORKSTATION = Pattern.compile("\\bRTX 50\\d0\\b|\\bBlackwell\\b");
    private static final Pattern CUDA = Pattern.compile("-cu(\\d\\d)(\\d)");

    /// What counts of a host's GPUs.
    ///
    /// @param cuda the newest version its driver knows
    public record Cards(List<String> names, Optional<String> cuda) {
        public static Cards of(Optional<HostGpus> gpus) {
            return new Cards(
                    gpus.map(HostGpus::gpus).orElse(List.of()).stream().map(Gpu::name).toList(),
                    gpus.flatMap(HostGpus::cuda));
        }
    }

    /// A pure function of the snapshot.
    public static ImageChoice of(ImageRule rule, Goal goal, Snapshot snapshot) {
        var version = goal.upgrade().version();
        var gpus = snapshot.gpus().latest();
        var theirs =
                snapshot.containers()
                        .latest()
                        .flatMap(host -> Roles.incumbent(host, snapshot.proxy().live(), goal))
                        .map(Container::image)
                        .map(MlNodes::variant)
                        .orElse("");
        return of(rule, version, theirs, Cards.of(gpus));
    }

    /// @param theirs the variant of the incumbent's image, empty without one
    public static ImageChoice of(ImageRule rule, String version, String theirs, Cards cards) {
        if (rule.variant().isPresent()) {
            var ending = rule.variant().get().equals(NONE) ? "" : rule.variant().get();
            return chosen(rule, version, ending, "as upgrade.variant says", cards);
        }
        var modern = cards.names().stream().filter(ImageChoice::blackwell).toList();
        if (!modern.isEmpty()) {
            var ending = theirs.startsWith(BLACKWELL) ? theirs : ending(modern);
            return chosen(rule, version, ending, "for the " + modern.getFirst(), cards);
        }
        if (theirs.startsWith(BLACKWELL) && !cards.names().isEmpty()) {
            var why = "plain, for the " + cards.names().getFirst();
            return chosen(rule, version, "", why, cards);
        }
        return chosen(rule, version, theirs, theirs.isEmpty() ? "" : "as the incumbent", cards);
    }

    private static boolean blackwell(String gpu) {
        return DATA_CENTRE.matcher(gpu).find() || WORKSTATION.matcher(gpu).find();
    }

    private static String ending(List<String> modern) {
        return modern.stream().allMatch(gpu -> WORKSTATION.matcher(gpu).find())
                ? SMALL_BLACKWELL
                : BLACKWELL;
    }

    private static ImageChoice chosen(
            ImageRule rule, String version, String ending, String why, Cards cards) {
        return new ImageChoice(
                rule.reference(version, ending),
                why,
                cards.cuda().flatMap(cuda -> tooOld(ending, cuda)));
    }

    /// An image built for a newer CUDA than the driver knows does not start.
    private static Optional<Problem> tooOld(String ending, String cuda) {
        var wanted = CUDA.matcher(ending);
        var known = Pattern.compile("(\\d+)\\.(\\d+).*").matcher(cuda);
        if (!wanted.find() || !known.matches()) {
            return Optional.empty();
        }
        var needs = Integer.parseInt(wanted.group(1)) * 100 + Integer.parseInt(wanted.group(2));
        var has = Integer.parseInt(known.group(1)) * 100 + Integer.parseInt(known.group(2));
        if (has >= needs) {
            return Optional.empty();
        }
        return Optional.of(
                new Problem(
                        "image.driverTooOld",
                        "The driver of this host knows CUDA %s and the image %s needs %s.%s."
                                .formatted(cuda, ending, wanted.group(1), wanted.group(2)),
                        "Nothing was changed; the incumbent serves.",
                        "Update the NVIDIA driver, or set upgrade.variant to another image."));
    }

    /// The reference and why.
    public String told() {
        return reason.isEmpty() ? reference : "%s (%s)".formatted(reference, reason);
    }
}
