package io.lockstep.app.bench;

import java.util.Map;
import java.util.TreeMap;

/// A GPU document as long as a real one: what is read, and as many elements again that are not.
final class TelemetryDocument {
    private static final int UNREAD = 180;

    private TelemetryDocument() {}

    static String of(int gpus) {
        var text = new StringBuilder("<?xml version=\"1.0\" ?>\n<nvidia_smi_log>\n");
        text.append("\t<driver_version>570.86.15</driver_version>\n");
        text.append("\t<cuda_version>12.8</cuda_version>\n");
        for (var gpu = 0; gpu < gpus; gpu++) {
            text.append(gpu(gpu));
        }
        return text.append("</nvidia_smi_log>\n").toString();
    }

    private static String gpu(int index) {
        var text = new StringBuilder("\t<gpu id=\"00000000:%02X:00.0\">\n".formatted(index + 16));
        text.append(written(read(index)));
        for (var place = 0; place < UNREAD; place++) {
            text.append(
                    "\t\t<group_%d>\n\t\t\t<unread_value>N/A</unread_value>\n".formatted(place));
            text.append("\t\t</group_%d>\n".formatted(place));
        }
        text.append("\t\t<processes>\n\t\t\t<process_info>\n");
        text.append("\t\t\t\t<pid>%d</pid>\n".formatted(ProcessHandle.current().pid()));
        text.append("\t\t\t\t<type>C</type>\n\t\t\t\t<process_name>python3</process_name>\n");
        text.append("\t\t\t\t<used_memory>70000 MiB</used_memory>\n");
        return text.append("\t\t\t</process_info>\n\t\t</processes>\n\t</gpu>\n").toString();
    }

    private static Map<String, String> read(int index) {
        Map<String, String> values = new TreeMap<>();
        values.put("product_name", "NVIDIA H100 80GB HBM3");
        values.put("uuid", "GPU-00000000-0000-0000-0000-00000000000%d".formatted(index));
        values.put("fb_memory_usage/total", "81559 MiB");
        values.put("fb_memory_usage/used", "70%03d MiB".formatted(index));
        values.put("fb_memory_usage/reserved", "551 MiB");
        values.put("utilization/gpu_util", "97 %");
        values.put("utilization/memory_util", "41 %");
        values.put("temperature/gpu_temp", "64 C");
        values.put("temperature/memory_temp", "71 C");
        values.put("gpu_power_readings/power_draw", "612.35 W");
        values.put("gpu_power_readings/current_power_limit", "700.00 W");
        values.put("clocks/graphics_clock", "1755 MHz");
        values.put("clocks/sm_clock", "1755 MHz");
        values.put("clocks/mem_clock", "2619 MHz");
        values.put("pci/pci_bus_id", "00000000:%02X:00.0".formatted(index + 16));
        values.put("clocks_event_reasons/clocks_event_reason_sw_power_cap", "Active");
        values.put("ecc_mode/current_ecc", "Enabled");
        values.put("compute_mode", "Default");
        values.put("persistence_mode", "Enabled");
        return values;
    }

    /// The map is sorted, so values of one group come together.
    private static String written(Map<String, String> values) {
        var text = new StringBuilder();
        var open = "";
        for (var entry : values.entrySet()) {
            var slash = entry.getKey().indexOf('/');
            var group = slash < 0 ? "" : entry.getKey().substring(0, slash);
            if (!group.equals(open)) {
                text.append(open.isEmpty() ? "" : "\t\t</%s>\n".formatted(open));
                text.append(group.isEmpty() ? "" : "\t\t<%s>\n".formatted(group));
                open = group;
            }
            var name = entry.getKey().substring(slash + 1);
            text.append("\t\t\t<%s>%s</%s>\n".formatted(name, entry.getValue(), name));
        }
        return text.append(open.isEmpty() ? "" : "\t\t</%s>\n".formatted(open)).toString();
    }
}
