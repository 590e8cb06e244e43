package parfocal.driver.astrolink;

import java.util.List;
import java.util.Optional;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.driver.astrolink.AstroLinkCommand.ReadFirmware;
import parfocal.driver.astrolink.AstroLinkCommand.ReadSheet;
import parfocal.driver.astrolink.AstroLinkCommand.Sheet;
import parfocal.driver.astrolink.AstroLinkCommand.WriteSheet;
import parfocal.driver.astrolink.AstroLinkReply.Firmware;
import parfocal.driver.astrolink.AstroLinkReply.Settings;

/// The device's settings lines, read with care and written as a whole.
final class AstroLinkSheets {
    private static final int ORDERS_TRIED = 2;
    private static final int READINGS_TRIED = 4;

    private final AstroLinkTalk talk;
    private final String device;

    AstroLinkSheets(AstroLinkTalk talk, String device) {
        this.talk = talk;
        this.device = device;
    }

    /// One line, or empty where the firmware does not know it: it can do everything else.
    Optional<List<String>> read(Sheet sheet) throws DeviceException {
        return askIfKnown(new ReadSheet(sheet)).map(reply -> ((Settings) reply).fields());
    }

    /// The firmware's version, or empty where it does not tell.
    Optional<String> firmware() throws DeviceException {
        return askIfKnown(new ReadFirmware()).map(reply -> ((Firmware) reply).version());
    }

    /// A line as it was read twice running. It will be written back, so a digit lost on its way here would be lost for good.
    List<String> readSurely(Sheet sheet, String setting) throws DeviceException {
        Optional<List<String>> last = Optional.empty();
        for (int tried = 1; tried <= READINGS_TRIED; tried++) {
            Optional<List<String>> read = read(sheet);
            if (read.isEmpty()) {
                throw AstroLinkSettings.unsupported(
                        device, "setting '" + setting + "' in this firmware");
            }
            if (read.equals(last)) {
                return read.get();
            }
            last = read;
        }
        throw new DeviceException(
                new DeviceFault.Refused(
                        device,
                        "to tell its settings",
                        "they were never the same twice. Check the cable."));
    }

    /// Writes a line if it differs, and puts the old one back if the device makes something else of it.
    ///
    /// @return what the device says at last
    Optional<List<String>> write(Sheet sheet, List<String> old, List<String> wanted)
            throws DeviceException {
        Optional<List<String>> now = Optional.of(old);
        for (int tried = 1; tried <= ORDERS_TRIED && !now.equals(Optional.of(wanted)); tried++) {
            now = ordered(sheet, wanted);
        }
        return now.equals(Optional.of(wanted)) || now.equals(Optional.of(old))
                ? now
                : ordered(sheet, old);
    }

    private Optional<List<String>> ordered(Sheet sheet, List<String> fields)
            throws DeviceException {
        var _ = talk.order(new WriteSheet(sheet, fields));
        return read(sheet);
    }

    private Optional<AstroLinkReply> askIfKnown(AstroLinkCommand question) throws DeviceException {
        try {
            return Optional.of(talk.ask(question));
        } catch (DeviceException trouble) {
            if (trouble.fault() instanceof DeviceFault.Refused) {
                return Optional.empty();
            }
            throw trouble;
        }
    }
}
