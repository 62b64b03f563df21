package io.lockstep.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/// The version this was built as.
final class Version implements IVersionProvider {

    static String number() {
        var properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "unknown").replace("-SNAPSHOT", "");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"Lockstep engine " + number()};
    }
}
