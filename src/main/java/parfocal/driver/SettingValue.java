package parfocal.driver;

import java.util.List;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Setting;
import parfocal.device.Setting.Kind;

/// What somebody wants a setting of a device to be, and whether it can be that.
///
/// @param device  what people call the device; used in faults
/// @param setting its name, which the device may not know
/// @param text    as it was typed
public record SettingValue(String device, String setting, String text) {

    /// @throws DeviceException `Unsupported` where none of the settings has this name, `BadValue` where the one that has it cannot
    ///     have this value
    public void requireAmong(List<Setting> settings) throws DeviceException {
        Kind kind =
                settings.stream()
                        .filter(each -> each.name().equals(setting))
                        .map(Setting::kind)
                        .findFirst()
                        .orElseThrow(this::unknown);
        require(kind);
    }

    /// @throws DeviceException `BadValue` where this is no value of that kind
    public void require(Kind kind) throws DeviceException {
        if (!fits(kind)) {
            throw bad(kind.allowed());
        }
    }

    public boolean fits(Kind kind) {
        return switch (kind) {
            case Kind.Choice(List<String> words) -> words.contains(text);
            case Kind.Order() -> text.equals("yes");
            case Kind.Whole(int minimum, int maximum) -> {
                try {
                    int number = Integer.parseInt(text);
                    yield number >= minimum && number <= maximum;
                } catch (NumberFormatException _) {
                    yield false;
                }
            }
            case Kind.Decimal(double minimum, double maximum) -> {
                try {
                    double number = Double.parseDouble(text);
                    yield number >= minimum && number <= maximum;
                } catch (NumberFormatException _) {
                    yield false;
                }
            }
            case Kind.Shown() -> false;
        };
    }

    /// For throwing where the device has no such setting.
    public DeviceException unknown() {
        return new DeviceException(
                new DeviceFault.Unsupported(device, "setting '" + setting + "'"));
    }

    /// For throwing where the setting cannot have this value.
    ///
    /// @param allowed what it can have instead, in words
    public DeviceException bad(String allowed) {
        return new DeviceException(new DeviceFault.BadValue(device, setting, text, allowed));
    }
}
