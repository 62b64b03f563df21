package io.lockstep.app.gpu;

import io.lockstep.chain.problem.Problem;
import io.lockstep.chain.problem.ProblemException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads the document of `nvidia-smi -q -x`, schema v10 and later. Elements it does not know are
/// skipped, elements that are missing or say `N/A` become unknown.
final class NvidiaSmiXml {
    private static final Pattern NUMBER = Pattern.compile("(-?[0-9]+(?:\\.[0-9]+)?)( \\S+)?");

    private NvidiaSmiXml() {}

    static HostGpus parse(InputStream document) {
        var factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            return read(factory.createXMLStreamReader(document));
        } catch (XMLStreamException e) {
            throw new ProblemException(
                    new Problem(
                            "gpu.malformed",
                            "nvidia-smi printed something that is not its XML.",
                            "The last reading is shown with its age.",
                            "Run nvidia-smi -q -x by hand and look at the output."),
                    e);
        }
    }

    private static HostGpus read(XMLStreamReader reader) throws XMLStreamException {
        Map<String, String> host = new HashMap<>();
        List<Gpu> gpus = new ArrayList<>();
        Map<String, String> gpu = new HashMap<>();
        Deque<String> path = new ArrayDeque<>();
        var text = new StringBuilder();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    path.addLast(reader.getLocalName());
                    text.setLength(0);
                }
                case XMLStreamConstants.CHARACTERS -> text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    var inGpu = path.contains("gpu");
                    (inGpu ? gpu : host).putIfAbsent(key(path, inGpu), text.toString().strip());
                    text.setLength(0);
                    if (path.removeLast().equals("gpu")) {
                        gpus.add(gpu(gpus.size(), gpu));
                        gpu.clear();
                    }
                }
                default -> {}
            }
        }
        return new HostGpus(
                known(host, "nvidia_smi_log/driver_version"),
                known(host, "nvidia_smi_log/cuda_version"),
                List.copyOf(gpus));
    }

    /// The path below the GPU, so that `fb_memory_usage/used` and `bar1_memory_usage/used` differ.
    private static String key(Deque<String> path, boolean inGpu) {
        var names = new ArrayList<>(path);
        return String.join(
                "/", inGpu ? names.subList(names.indexOf("gpu") + 1, names.size()) : names);
    }

    private static Gpu gpu(int index, Map<String, String> fields) {
        return new Gpu(
                index,
                known(fields, "product_name").orElse("unknown GPU"),
                known(fields, "uuid"),
                mebibytes(fields, "fb_memory_usage/used"),
                mebibytes(fields, "fb_memory_usage/total"),
                whole(fields, "utilization/gpu_util"),
                whole(fields, "temperature/gpu_temp"),
                either(fields, "gpu_power_readings/power_draw", "power_readings/power_draw"),
                either(
                        fields,
                        "gpu_power_readings/current_power_limit",
                        "power_readings/power_limit"));
    }

    private static Optional<String> known(Map<String, String> fields, String key) {
        return Optional.ofNullable(fields.get(key))
                .filter(value -> !value.isEmpty() && !value.startsWith("N/A"));
    }

    private static OptionalDouble number(Map<String, String> fields, String key) {
        var matcher = NUMBER.matcher(known(fields, key).orElse(""));
        return matcher.matches()
                ? OptionalDouble.of(Double.parseDouble(matcher.group(1)))
                : OptionalDouble.empty();
    }

    private static OptionalDouble either(Map<String, String> fields, String newer, String older) {
        var found = number(fields, newer);
        return found.isPresent() ? found : number(fields, older);
    }

    private static OptionalLong mebibytes(Map<String, String> fields, String key) {
        var found = number(fields, key);
        return found.isPresent()
                ? OptionalLong.of(Math.round(found.getAsDouble() * (1 << 20)))
                : OptionalLong.empty();
    }

    private static OptionalInt whole(Map<String, String> fields, String key) {
        var found = number(fields, key);
        return found.isPresent()
                ? OptionalInt.of((int) Math.round(found.getAsDouble()))
                : OptionalInt.empty();
    }
}
