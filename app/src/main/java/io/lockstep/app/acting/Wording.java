package io.lockstep.app.acting;

/// What a proposal is called when nobody says otherwise.
public record Wording(String title, String summary) {

    public static Wording nodeVersion(String version, String height) {
        return new Wording(
                "MLNode " + version,
                "Switch MLNodes to %s from block %s on.".formatted(version, height));
    }

    public static Wording softwareUpgrade(String name, String height) {
        return new Wording(
                "Software upgrade " + name, "Halt at block %s for %s.".formatted(height, name));
    }
}
