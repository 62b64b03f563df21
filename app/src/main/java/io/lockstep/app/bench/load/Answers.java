package io.lockstep.app.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/// The answers of the upstream, made once and sent again and again.
final class Answers {
    static final String PREFIX = "/v0.1.0";

    private static final ByteBuf SMALL =
            answer(
                    "application/json",
                    "{\"object\":\"list\",\"data\":[{\"id\":\"Qwen/Qwen2.5-7B-Instruct\","
                            + "\"object\":\"model\",\"owned_by\":\"vllm\",\"max_model_len\":32768}]}");
    private static final ByteBuf MEBIBYTE = answer("application/octet-stream", "x".repeat(1 << 20));

    private Answers() {}

    static ByteBuf small() {
        return SMALL.duplicate();
    }

    static ByteBuf mebibyte() {
        return MEBIBYTE.duplicate();
    }

    private static ByteBuf answer(String type, String body) {
        var text =
                "HTTP/1.1 200 OK\r\nserver: uvicorn\r\ncontent-type: %s\r\ncontent-length: %d\r\n\r\n%s"
                        .formatted(type, body.length(), body);
        var bytes = text.getBytes(StandardCharsets.US_ASCII);
        return Unpooled.unreleasableBuffer(Unpooled.directBuffer(bytes.length).writeBytes(bytes));
    }
}
