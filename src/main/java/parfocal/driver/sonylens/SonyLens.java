package parfocal.driver.sonylens;

import com.google.auto.service.AutoService;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Focuser;
import parfocal.driver.DriverInfo;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.FocuserDriver;
import parfocal.driver.FocuserEmulator;
import parfocal.link.Address;
import parfocal.link.Line;
import parfocal.link.WireLog;
import parfocal.time.Pace;

/// A camera lens: on a Sony body over the network or by gphoto2, on a Canon EOS or a Nikon by gphoto2.
@AutoService(FocuserDriver.class)
public final class SonyLens implements FocuserDriver {
    private static final String NAME = "Camera lens";
    private static final String LENS_QUERY = "lens=";

    @Override
    public DriverInfo info() {
        return new DriverInfo(
                "sony-lens",
                NAME,
                "autofocus lenses on Sony bodies with focus keys (gphoto2:usb:, gphoto2:ptpip:…, ptpip://HOST); Canon EOS and Nikon by gphoto2",
                // There is no serial line; USB ids change with the body's mode.
                9600,
                List.of(),
                List.of("homing", "lens tables", "reverse", "focus percent"));
    }

    /// Over a single line only PTP/IP can be spoken, as to an emulator.
    @Override
    public Focuser open(Line line, Pace pace) throws DeviceException {
        var link = new PtpIp(NAME, new PtpWires.Single(line));
        return new SonyLensFocuser(NAME, link, LensSettings.of(LensQuirks.TYPICAL), pace);
    }

    /// Addresses are `ptpip://HOST[:PORT]`, `gphoto2:usb:` for the only camera, `gphoto2:usb:BUS,DEV`, `gphoto2:ptpip:HOST[:PORT]`;
    /// each may end in `?lens=ID`.
    @Override
    public Focuser connect(Address address, WireLog log, Pace pace) throws DeviceException {
        return switch (address) {
            case Address.Tcp(String host, int port) -> onNetwork(host, port, "", log, pace);
            case Address.Url(URI uri) -> {
                String[] parts = uri.getSchemeSpecificPart().split("\\?", 2);
                String lens = parts.length > 1 ? lens(uri, parts[1]) : "";
                yield switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
                    case "ptpip" -> {
                        if (uri.getHost() == null) {
                            throw noAddress(uri.toString());
                        }
                        int port = uri.getPort() < 0 ? PtpIp.USUAL_PORT : uri.getPort();
                        yield onNetwork(uri.getHost(), port, lens, log, pace);
                    }
                    case "gphoto2" -> byGphoto(parts[0], lens, log, pace);
                    default -> throw noAddress(uri.toString());
                };
            }
            case Address.Serial(String port) -> throw noAddress(port);
        };
    }

    @Override
    public FocuserEmulator emulator(EmulatorSettings settings, Pace pace) {
        return new SonyLensEmulator(settings, pace);
    }

    private static Focuser onNetwork(String host, int port, String lens, WireLog log, Pace pace)
            throws DeviceException {
        PtpWires wires = PtpWires.Network.dial(NAME, host, port, log);
        try {
            return focuser(new PtpIp(NAME, wires), lens, pace);
        } catch (DeviceException | RuntimeException failed) {
            wires.close();
            throw failed;
        }
    }

    private static Focuser byGphoto(String port, String lens, WireLog log, Pace pace)
            throws DeviceException {
        return focuser(GphotoShell.start(NAME, GphotoPort.of(NAME, port), log), lens, pace);
    }

    private static Focuser focuser(CameraLink link, String lens, Pace pace) throws DeviceException {
        try {
            String id = lens.isEmpty() ? link.body().kind().lens() : lens;
            return new SonyLensFocuser(NAME, link, LensSettings.of(id), pace);
        } catch (DeviceException | RuntimeException failed) {
            link.close();
            throw failed;
        }
    }

    private static String lens(URI uri, String query) throws DeviceException {
        String id = query.startsWith(LENS_QUERY) ? query.substring(LENS_QUERY.length()) : "";
        if (!LensSettings.knows(id)) {
            throw new DeviceException(
                    new DeviceFault.NotConnected(
                            NAME,
                            "%s should end in ?lens=ID with one of %s."
                                    .formatted(uri, String.join(", ", LensSettings.ids()))));
        }
        return id;
    }

    private static DeviceException noAddress(String typed) {
        return new DeviceException(
                new DeviceFault.NotConnected(
                        NAME,
                        "%s is not where a camera is. Write gphoto2:usb: for the camera on USB, or ptpip://HOST for one on the network."
                                .formatted(typed)));
    }
}
