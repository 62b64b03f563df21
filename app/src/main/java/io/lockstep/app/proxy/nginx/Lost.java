package io.lockstep.app.proxy.nginx;

/// Something in the file that was not understood.
///
/// @param directive its words as they stand in the file
/// @param loss what would be lost without it
public record Lost(int line, String directive, String loss) {

    static Lost of(Directive directive, String loss) {
        return new Lost(directive.line(), directive.shown(), loss);
    }

    public String sentence() {
        return "line %d: %s: %s.".formatted(line, directive, loss);
    }
}
