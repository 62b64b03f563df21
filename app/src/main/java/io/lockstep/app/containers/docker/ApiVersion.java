package io.lockstep.app.containers.docker;

/// A version of the engine's API, such as `1.41`; no constant suits every engine.
record ApiVersion(int major, int minor) implements Comparable<ApiVersion> {
    static final ApiVersion OLDEST = new ApiVersion(1, 40);
    static final ApiVersion NEWEST = new ApiVersion(1, 47);

    static ApiVersion parse(String text) {
        if (!text.matches("\\d{1,3}\\.\\d{1,3}")) {
            return new ApiVersion(0, 0);
        }
        var dot = text.indexOf('.');
        return new ApiVersion(
                Integer.parseInt(text.substring(0, dot)),
                Integer.parseInt(text.substring(dot + 1)));
    }

    /// What to speak with an engine whose newest is this.
    ApiVersion spoken() {
        return compareTo(NEWEST) > 0 ? NEWEST : this;
    }

    @Override
    public int compareTo(ApiVersion other) {
        return major != other.major
                ? Integer.compare(major, other.major)
                : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
