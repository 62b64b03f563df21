package io.lockstep.app.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.nodes.Epoch.Now;
import io.lockstep.app.nodes.Epoch.Window;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When a hand on an MLNode costs nothing.
class EpochTest {

    @ParameterizedTest
    @CsvSource({
        "Inference,1249001,,SAFE,1244245",
        "Inference,1249001,false,OPEN,1260940",
        "Inference,1249001,true,CONFIRMATION,1260940",
        "Inference,1261000,false,SAFE,1260940",
        "PoCValidate,1244230,false,POC,1260940",
        "PoCGenerateWindDown,1244210,,POC,1244245"
    })
    void theBlocksBeforePocAreSafeAndOthersDependOnTheRelease(
            String phase, long height, Boolean confirmation, Now now, long from) {
        var epoch =
                new Epoch(
                        72,
                        phase,
                        height,
                        1244160,
                        1244245,
                        1261440,
                        Optional.ofNullable(confirmation));

        assertThat(epoch.now()).isEqualTo(now);
        assertThat(epoch.safe()).isEqualTo(new Window(from, 1261440));
    }
}
