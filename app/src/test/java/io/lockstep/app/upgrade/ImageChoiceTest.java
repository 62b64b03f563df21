package io.lockstep.app.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.app.upgrade.ImageChoice.Cards;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageChoiceTest {
    private static final String IMAGE = "ghcr.io/product-science/mlnode:";

    private static final Cards NONE = new Cards(List.of(), Optional.empty());

    private final ImageRule rule = new ImageRule(IMAGE + "{tag}");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    NVIDIA H100 80GB HBM3                           | ''               | 3.0.9
                    NVIDIA H200                                     | -cu129           | 3.0.9-cu129
                    NVIDIA B200                                     | ''               | 3.0.9-blackwell
                    NVIDIA GB200                                    | -cu129           | 3.0.9-blackwell
                    NVIDIA B300 SXM6 AC                             | ''               | 3.0.9-blackwell
                    NVIDIA RTX PRO 6000 Blackwell Server Edition    | ''               | 3.0.9-blackwell-sm120
                    NVIDIA GeForce RTX 5090                         | -blackwell       | 3.0.9-blackwell
                    NVIDIA A100-SXM4-80GB                           | -blackwell       | 3.0.9
                    NVIDIA GeForce RTX 4090                         | ''               | 3.0.9
                    """)
    void theGpuSaysWhichImage(String gpu, String incumbents, String tag) {
        var choice = ImageChoice.of(rule, "v3.0.9", incumbents, host("12.9", gpu));

        assertThat(choice.reference()).isEqualTo(IMAGE + tag);
        assertThat(choice.refusal()).isEmpty();
    }

    @Test
    void withoutAGpuInSightTheIncumbentSays() {
        assertThat(ImageChoice.of(rule, "v3.0.9", "-blackwell", NONE).told())
                .isEqualTo(IMAGE + "3.0.9-blackwell (as the incumbent)");
        assertThat(ImageChoice.of(rule, "v3.0.9", "", NONE).told()).isEqualTo(IMAGE + "3.0.9");
    }

    @Test
    void theOperatorsWordCountsFirst() {
        var none = new ImageRule(IMAGE + "{tag}", Optional.of("none"), List.of());
        var other = new ImageRule(IMAGE + "{tag}", Optional.of("-cu129"), List.of());
        var gpus = host("13.0", "NVIDIA B200");

        assertThat(ImageChoice.of(none, "v3.0.9", "-cu129", gpus).reference())
                .isEqualTo(IMAGE + "3.0.9");
        assertThat(ImageChoice.of(other, "v3.0.9", "", gpus).told())
                .isEqualTo(IMAGE + "3.0.9-cu129 (as upgrade.variant says)");
    }

    @Test
    void anImageForANewerCudaThanTheDriverKnowsIsRefused() {
        var gpus = host("12.4", "NVIDIA H100 80GB HBM3");

        assertThat(ImageChoice.of(rule, "v3.0.9", "-cu129", gpus).refusal())
                .hasValueSatisfying(problem ->
                        assertThat(problem.what())
                                .isEqualTo(
                                        "The driver of this host knows CUDA 12.4 and the image"
                                                + " -cu129 needs 12.9."));
        assertThat(ImageChoice.of(rule, "v3.0.9", "", gpus).refusal()).isEmpty();
    }

    @Test
    void anImageFromARegistryThatIsNotAllowedIsRefused() {
        var strict = new ImageRule(IMAGE + "{tag}", Optional.empty(), List.of("mirror.example"));

        assertThat(rule.notAllowed()).isEmpty();
        assertThat(rule.allowed()).containsExactly("ghcr.io");
        assertThat(strict.notAllowed())
                .hasValueSatisfying(problem ->
                        assertThat(problem.what())
                                .isEqualTo("Images from ghcr.io are not allowed here."));
    }

    private static Cards host(String cuda, String name) {
        return new Cards(List.of(name), Optional.of(cuda));
    }
}
