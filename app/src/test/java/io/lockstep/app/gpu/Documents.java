package io.lockstep.app.gpu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Documents to read: small ones of our own, and recorded ones where they lie beside the
/// repository.
final class Documents {
    /// Schema v10, a card for desks, driver 418.
    static final String V10 =
            """
            <?xml version="1.0" ?>
            <!DOCTYPE nvidia_smi_log SYSTEM "nvsmi_device_v10.dtd">
            <nvidia_smi_log>
              <driver_version>418.43</driver_version>
              <cuda_version>10.1</cuda_version>
              <gpu id="00000000:43:00.0">
                <product_name>GeForce Small</product_name>
                <uuid>GPU-10</uuid>
                <fan_speed>31 %</fan_speed>
                <clocks_throttle_reasons>
                  <clocks_throttle_reason_gpu_idle>Active</clocks_throttle_reason_gpu_idle>
                  <clocks_throttle_reason_sw_power_cap>Not Active</clocks_throttle_reason_sw_power_cap>
                </clocks_throttle_reasons>
                <fb_memory_usage><total>5912 MiB</total><used>12 MiB</used></fb_memory_usage>
                <bar1_memory_usage><total>256 MiB</total><used>2 MiB</used></bar1_memory_usage>
                <utilization><gpu_util>7 %</gpu_util></utilization>
                <ecc_errors><volatile>
                  <single_bit><total>3</total></single_bit><double_bit><total>1</total></double_bit>
                </volatile></ecc_errors>
                <power_readings>
                  <power_draw>8.93 W</power_draw><power_limit>130.00 W</power_limit>
                </power_readings>
                <processes></processes>
              </gpu>
            </nvidia_smi_log>
            """;

    /// Schema v12 as of driver 535: a card in two parts and a process on one of them, and a card
    /// whose driver hides its processes.
    static final String V12 =
            """
            <?xml version="1.0" ?>
            <nvidia_smi_log>
              <driver_version>535.54.03</driver_version>
              <cuda_version>12.2</cuda_version>
              <gpu id="00000000:01:00.0">
                <product_name>NVIDIA Cut</product_name>
                <persistence_mode>Enabled</persistence_mode>
                <mig_mode><current_mig>Enabled</current_mig></mig_mode>
                <mig_devices>
                  <mig_device>
                    <index>0</index><gpu_instance_id>3</gpu_instance_id>
                    <compute_instance_id>0</compute_instance_id>
                    <ecc_error_count><volatile_count>
                      <sram_uncorrectable>0</sram_uncorrectable></volatile_count></ecc_error_count>
                    <fb_memory_usage><total>19968 MiB</total><used>12 MiB</used></fb_memory_usage>
                  </mig_device>
                  <mig_device>
                    <index>1</index><gpu_instance_id>4</gpu_instance_id>
                    <compute_instance_id>0</compute_instance_id>
                    <fb_memory_usage><total>19968 MiB</total><used>9000 MiB</used></fb_memory_usage>
                  </mig_device>
                </mig_devices>
                <uuid>GPU-12-a</uuid>
                <pci>
                  <pci_bus_id>00000000:01:00.0</pci_bus_id>
                  <pci_gpu_link_info>
                    <pcie_gen><max_link_gen>5</max_link_gen><current_link_gen>4</current_link_gen></pcie_gen>
                    <link_widths><max_link_width>16x</max_link_width><current_link_width>8x</current_link_width></link_widths>
                  </pci_gpu_link_info>
                </pci>
                <fan_speed>N/A</fan_speed>
                <performance_state>P0</performance_state>
                <clocks_event_reasons>
                  <clocks_event_reason_sw_power_cap>Active</clocks_event_reason_sw_power_cap>
                  <clocks_event_reason_hw_thermal_slowdown>Active</clocks_event_reason_hw_thermal_slowdown>
                </clocks_event_reasons>
                <fb_memory_usage>
                  <total>81920 MiB</total><reserved>869 MiB</reserved><used>9050 MiB</used>
                </fb_memory_usage>
                <compute_mode>Default</compute_mode>
                <utilization><gpu_util>97 %</gpu_util><memory_util>41 %</memory_util></utilization>
                <ecc_mode><current_ecc>Enabled</current_ecc></ecc_mode>
                <ecc_errors>
                  <volatile>
                    <sram_correctable>1</sram_correctable><sram_uncorrectable>4</sram_uncorrectable>
                    <dram_correctable>2</dram_correctable><dram_uncorrectable>5</dram_uncorrectable>
                  </volatile>
                  <aggregate>
                    <sram_correctable>10</sram_correctable><dram_correctable>20</dram_correctable>
                  </aggregate>
                </ecc_errors>
                <remapped_rows>
                  <remapped_row_corr>6</remapped_row_corr><remapped_row_unc>7</remapped_row_unc>
                  <remapped_row_pending>Yes</remapped_row_pending>
                  <remapped_row_failure>No</remapped_row_failure>
                </remapped_rows>
                <temperature>
                  <gpu_temp>61 C</gpu_temp><gpu_temp_max_threshold>92 C</gpu_temp_max_threshold>
                  <gpu_temp_slow_threshold>89 C</gpu_temp_slow_threshold>
                  <memory_temp>70 C</memory_temp>
                </temperature>
                <gpu_power_readings>
                  <power_draw>367.03 W</power_draw>
                  <current_power_limit>400.00 W</current_power_limit>
                  <default_power_limit>500.00 W</default_power_limit>
                  <max_power_limit>501.00 W</max_power_limit>
                </gpu_power_readings>
                <clocks><graphics_clock>1275 MHz</graphics_clock><sm_clock>1276 MHz</sm_clock>
                  <mem_clock>1593 MHz</mem_clock></clocks>
                <max_clocks><graphics_clock>1410 MHz</graphics_clock><sm_clock>1411 MHz</sm_clock>
                  <mem_clock>1594 MHz</mem_clock></max_clocks>
                <processes>
                  <process_info>
                    <gpu_instance_id>4</gpu_instance_id><compute_instance_id>0</compute_instance_id>
                    <pid>4711</pid><type>C</type><process_name>python3</process_name>
                    <used_memory>8988 MiB</used_memory>
                  </process_info>
                </processes>
              </gpu>
              <gpu id="00000000:02:00.0">
                <product_name>NVIDIA Whole</product_name>
                <uuid>GPU-12-b</uuid>
                <processes>N/A</processes>
              </gpu>
            </nvidia_smi_log>
            """;

    /// Later than any schema known: new elements, other names for power and temperature limits.
    static final String V13 =
            """
            <?xml version="1.0" ?>
            <!DOCTYPE nvidia_smi_log SYSTEM "nvsmi_device_v13.dtd">
            <nvidia_smi_log>
              <driver_version>575.51.03</driver_version>
              <cuda_version>12.9</cuda_version>
              <gpu id="00000000:1B:00.0">
                <product_name>NVIDIA Next</product_name>
                <uuid>GPU-13</uuid>
                <something_new><fb_memory_usage><used>1 MiB</used></fb_memory_usage></something_new>
                <fabric><state>Completed</state><status>Success</status></fabric>
                <fb_memory_usage><total>183359 MiB</total><used>170001 MiB</used></fb_memory_usage>
                <ecc_errors><volatile>
                  <sram_uncorrectable_parity>1</sram_uncorrectable_parity>
                  <sram_uncorrectable_secded>2</sram_uncorrectable_secded>
                  <dram_uncorrectable>4</dram_uncorrectable>
                </volatile></ecc_errors>
                <temperature><gpu_temp>55 C</gpu_temp><gpu_temp_tlimit>31 C</gpu_temp_tlimit></temperature>
                <gpu_power_readings>
                  <instant_power_draw>902.10 W</instant_power_draw>
                  <current_power_limit>1000.00 W</current_power_limit>
                </gpu_power_readings>
                <processes>None</processes>
              </gpu>
            </nvidia_smi_log>
            """;

    static final List<String> OWN = List.of(V10, V12, V13);

    private Documents() {}

    /// Empty where the recorded ones are not there.
    static List<Path> recorded() throws IOException {
        var folder = Path.of(System.getProperty("lockstep.fixtures", "../../../shared/fixtures"));
        for (var place :
                List.of(folder, Path.of("../shared/fixtures"), Path.of("../../shared/fixtures"))) {
            var documents = place.resolve("nvidia-smi");
            if (Files.isDirectory(documents)) {
                try (Stream<Path> files = Files.list(documents)) {
                    return files.filter(file -> file.toString().endsWith(".xml")).sorted().toList();
                }
            }
        }
        return List.of();
    }
}
