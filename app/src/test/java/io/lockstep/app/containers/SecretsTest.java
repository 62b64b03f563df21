package io.lockstep.app.containers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HF_TOKEN",
                "KEYRING_PASSWORD",
                "apiKey",
                "AWS_SECRET_ACCESS_KEY",
                "DB_PASS",
                "PRIVATE_SEED",
                "MYSQL_ROOT_PASSWORD"
            })
    void aNameThatSaysSecretHidesItsValue(String name) {
        assertThat(Secrets.masked(name, "x")).isEqualTo(Secrets.MASK);
    }

    @ParameterizedTest
    @CsvSource({
        "HF_HOME,/root/.cache",
        "VLLM_ATTENTION_BACKEND,FLASHINFER",
        "PATH,/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin",
        "KEYRING_BACKEND,file",
        "NV_CUDA_LIB_VERSION,12.8.1-1",
        "MONKEY,bananas"
    })
    void whatIsNoSecretStaysReadable(String name, String value) {
        assertThat(Secrets.masked(name, value)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hf_abcdefghijklmnopqrstuvwx",
                "https://user:pass@host/path",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln",
                "one two three four five six seven eight nine sized more less"
            })
    void aValueThatLooksLikeOneIsHiddenWhateverItsName(String value) {
        assertThat(Secrets.masked("NOTE", value)).isEqualTo(Secrets.MASK);
    }

    @Test
    void argumentsKeepTheirNames() {
        assertThat(Secrets.maskedArgument("--api-key=abc")).isEqualTo("--api-key=" + Secrets.MASK);
        assertThat(Secrets.maskedArgument("--port=8080")).isEqualTo("--port=8080");
        assertThat(Secrets.secretFlag("--token")).isTrue();
    }
}
