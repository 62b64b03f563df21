package io.lockstep.app.containers.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutsideTest {
    private final Outside outside =
            new Outside(
                    Map.of("/gpu", Path.of("/host/gpu"), "/gpu/own", Path.of("/host/own")),
                    inside ->
                            inside.startsWith("/opt/java")
                                    ? Optional.of(Path.of("/image" + inside))
                                    : Optional.empty());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /gpu/lock                | /host/gpu/lock
                    /gpu                     | /host/gpu
                    /gpu/own/lock            | /host/own/lock
                    /gpus/lock               | /gpus/lock
                    --lock=/gpu/lock         | --lock=/host/gpu/lock
                    /opt/java/lib/*          | /image/opt/java/lib/*
                    /gpu/a:/opt/java/b       | /host/gpu/a:/image/opt/java/b
                    http://host/gpu/lock     | http://host/gpu/lock
                    http://127.0.0.1:80/gpu  | http://127.0.0.1:80/gpu
                    v1/opt/java              | v1/opt/java
                    /v1/models               | /v1/models
                    """)
    void onlyPathsThatAreMountedOrInTheImageAreRewritten(String inside, String expected) {
        assertThat(outside.rewrite(inside)).isEqualTo(expected);
    }
}
