package io.lockstep.app.rehearsal.chain.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// One page of a list, cut as the chain does it: by key or by offset, either way round.
///
/// @param next key of the first element that did not fit
/// @param total 0 when nobody asked for it
record Page<T>(List<T> elements, Optional<byte[]> next, long total) {
    private static final int USUAL_LIMIT = 100;

    Page {
        elements = List.copyOf(elements);
    }

    /// @param all by rising key
    static <T> Page<T> cut(List<T> all, Function<T, byte[]> key, Request request) throws RestError {
        var from = key(request);
        long limit = number(request, "limit");
        long offset = number(request, "offset");
        if (from.isPresent() && offset > 0) {
            throw RestError.invalid("invalid request, either offset or key is expected, got both");
        }
        var counts =
                from.isEmpty()
                        && (limit == 0
                                || request.argument("pagination.count_total")
                                        .filter("true"::equals)
                                        .isPresent());
        var reverse = request.argument("pagination.reverse").filter("true"::equals).isPresent();
        var rest =
                (reverse ? all.reversed() : all)
                        .stream()
                                .filter(element ->
                                        from.isEmpty()
                                                || reaches(key.apply(element), from.get(), reverse))
                                .skip(offset)
                                .toList();
        var size = (int) Math.min(limit == 0 ? USUAL_LIMIT : limit, rest.size());
        return new Page<>(
                rest.subList(0, size),
                size < rest.size() ? Optional.of(key.apply(rest.get(size))) : Optional.empty(),
                counts ? all.size() : 0);
    }

    static byte[] key(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    /// The page under a name, as it stands in an answer.
    ObjectNode json(String name, Function<T, JsonNode> element) {
        var out = JsonNodeFactory.instance.objectNode();
        out.putArray(name).addAll(elements.stream().map(element).toList());
        var pagination = out.putObject("pagination");
        pagination.put("next_key", next.map(Base64.getEncoder()::encodeToString).orElse(null));
        pagination.put("total", Long.toString(total));
        return out;
    }

    private static boolean reaches(byte[] key, byte[] from, boolean reverse) {
        var order = Arrays.compareUnsigned(key, from);
        return reverse ? order <= 0 : order >= 0;
    }

    private static Optional<byte[]> key(Request request) throws RestError {
        var written = request.argument("pagination.key").filter(text -> !text.isEmpty());
        if (written.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    Base64.getDecoder().decode(written.get().replace('-', '+').replace('_', '/')));
        } catch (IllegalArgumentException e) {
            throw RestError.unparsable("pagination.key", written.get());
        }
    }

    private static long number(Request request, String name) throws RestError {
        var written = request.argument("pagination." + name).orElse("0");
        try {
            return Long.parseUnsignedLong(written);
        } catch (NumberFormatException e) {
            throw RestError.unparsable("pagination." + name, written);
        }
    }
}
