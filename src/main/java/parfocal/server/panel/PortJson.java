package parfocal.server.panel;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import parfocal.driver.DriverInfo;
import parfocal.driver.Likely;
import parfocal.link.Holder;
import parfocal.link.PortInfo;
import parfocal.link.PortTrouble;
import parfocal.link.UsbIdentity;
import parfocal.report.Json;

/// A serial port as the page shows it. Looking opens no port and writes to none.
final class PortJson {
    private PortJson() {}

    static Json of(PortInfo port, List<PortInfo> all, List<DriverInfo> drivers) {
        Likely likely = Likely.of(port.usb(), drivers);
        Optional<UsbIdentity> usb = port.usb();
        PortInfo.LastingName lasting = port.lastingName(all);
        return new Json()
                .put("name", port.name())
                .put("lastingName", lasting.name())
                .put("knownBy", lasting.by().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("manufacturer", usb.flatMap(UsbIdentity::manufacturer).orElse(null))
                .put("product", usb.flatMap(UsbIdentity::product).orElse(null))
                .put("place", port.place().orElse(null))
                .put("likely", likely.words())
                .putList("drivers", likely.candidates().stream().map(DriverInfo::id).toList())
                .putList("holders", port.holders().stream().map(Holder::name).toList())
                .put("trouble", port.trouble().map(PortTrouble::message).orElse(null))
                .putList("cures", port.trouble().map(PortTrouble::cures).orElse(List.of()));
    }
}
