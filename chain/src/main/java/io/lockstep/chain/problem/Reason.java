package io.lockstep.chain.problem;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Why an input or output failed, in the words of an operator: most exceptions of files say only
/// the path, which the sentence around the reason has already said.
public final class Reason {
    private Reason() {}

    /// Without a full stop, fit to follow a colon.
    public static String of(IOException failure) {
        return switch (failure) {
            case AccessDeniedException _ -> "permission denied";
            case NoSuchFileException _ -> "there is no such file or folder";
            case FileAlreadyExistsException _, NotDirectoryException _ -> "a file is in the way";
            case FileSystemException file -> or(file.getReason(), file);
            case UnknownHostException _ -> "the host name is not known";
            case ConnectException connect -> refused(connect);
            case InterruptedIOException _ -> "no answer came in time";
            default -> or(failure.getMessage(), failure);
        };
    }

    private static String refused(ConnectException failure) {
        return failure.getCause() instanceof ConnectException inner
                ? refused(inner)
                : or(failure.getMessage(), failure).toLowerCase(Locale.ROOT);
    }

    private static String or(@Nullable String message, Exception failure) {
        return Optional.ofNullable(message).orElse(failure.getClass().getSimpleName());
    }
}
