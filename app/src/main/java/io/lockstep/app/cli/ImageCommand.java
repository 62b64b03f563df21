package io.lockstep.app.cli;

import picocli.CommandLine.Command;

/// Looks at images in their registry and brings them onto the host.
@Command(name = "image", description = "Find, pin and bring images of MLNodes.")
final class ImageCommand {}
