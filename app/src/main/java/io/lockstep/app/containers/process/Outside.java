package io.lockstep.app.containers.process;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Rewrites the paths a container would see inside into those they have on this machine: first by
/// what is mounted, then by what the image holds. Any other text stays.
final class Outside {
    private static final Pattern PATH = Pattern.compile("(?<![\\w./-])/[\\w.@+-]+(?:/[\\w.@+-]+)*");

    private final Map<String, Path> mounts;
    private final Function<String, Optional<Path>> image;

    Outside(Map<String, Path> mounts, Function<String, Optional<Path>> image) {
        this.mounts = new TreeMap<>(mounts).descendingMap();
        this.image = image;
    }

    String rewrite(String text) {
        return PATH.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(path(found.group())));
    }

    private String path(String inside) {
        return mounted(inside).or(() -> image.apply(inside)).map(Path::toString).orElse(inside);
    }

    private Optional<Path> mounted(String inside) {
        return mounts.entrySet().stream()
                .filter(mount -> (inside + "/").startsWith(mount.getKey() + "/"))
                .map(mount ->
                        mount.getValue()
                                .resolve(
                                        inside.substring(mount.getKey().length())
                                                .replaceFirst("^/", "")))
                .findFirst();
    }
}
