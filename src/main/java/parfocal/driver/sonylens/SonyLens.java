package parfocal.driver.sonylens;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Focuser;
import parfocal.driver.DriverInfo;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.FocuserDriver;
import parfocal.driver.FocuserEmulator;
import parfocal.driver.LearnsFromCounts;
import parfocal.driver.LearnsFromStars;
import parfocal.link.Address;
import parfocal.link.Line;
import parfocal.link.WireLog;
import parfocal.time.Pace;

/// A camera lens: on a Sony body over the network or by gphoto2, on a Canon EOS or a Nikon by gphoto2.
@AutoService(FocuserDriver.class)
public final class SonyLens implements FocuserDriver, LearnsFromStars, LearnsFromCounts {
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
                List.of("homing", "lens tables", "lens learning", "reverse", "focus percent"));
    }

    /// Over a single line only PTP/IP can be spoken, as to an emulator.
    @Override
    public Focuser open(Line line, Pace pace) throws DeviceException {
        var link = new PtpIp(NAME, new PtpWires.Single(line));
        return new SonyLensFocuser(NAME, link, LensSettings.of(LensQuirks.TYPICAL), pace);
    }

    /// Addresses are `ptpip://HOST[:PORT]`, `gphoto2:usb:` for the only camera, `gphoto2:usb:BUS,DEV`, `gphoto2:ptpip:HOST[:PORT]`;
    /// each may end in `?lens=ID` or `?lens=FILE.json`, a file that was learned.
    @Override
    public Focuser connect(Address address, WireLog log, Pace pace) throws DeviceException {
        LensSettings settings = settings(address);
        CameraLink link = link(address, log);
        try {
            LensSettings known =
                    settings.lens().isEmpty()
                            ? LensSettings.of(link.body().kind().lens())
                            : settings;
            return new SonyLensFocuser(NAME, link, known, pace);
        } catch (DeviceException | RuntimeException failed) {
            link.close();
            throw failed;
        }
    }

    @Override
    public Lesson learn(
            Address address,
            Subject subject,
            Stars stars,
            Consumer<String> progress,
            WireLog log,
            Pace pace)
            throws DeviceException, InterruptedException {
        try (CameraLink link = link(address, log)) {
            return new LensLesson(new KeyPresser(NAME, link, pace), stars, progress).learn(subject);
        }
    }

    @Override
    public Lesson learn(
            Line line, Subject subject, Stars stars, Consumer<String> progress, Pace pace)
            throws DeviceException, InterruptedException {
        var link = new PtpIp(NAME, new PtpWires.Single(line));
        return new LensLesson(new KeyPresser(NAME, link, pace), stars, progress).learn(subject);
    }

    @Override
    public Lesson count(
            Address address, Task task, Consumer<String> progress, WireLog log, Pace pace)
            throws DeviceException, InterruptedException {
        try (CameraLink link = link(address, log)) {
            return CountLesson.learn(new KeyPresser(NAME, link, pace), task, progress);
        }
    }

    @Override
    public Lesson count(Line line, Task task, Consumer<String> progress, Pace pace)
            throws DeviceException, InterruptedException {
        var link = new PtpIp(NAME, new PtpWires.Single(line));
        return CountLesson.learn(new KeyPresser(NAME, link, pace), task, progress);
    }

    @Override
    public Lesson counted(Subject subject, List<Count> counts) {
        return CountedLens.of(subject, counts);
    }

    private static CameraLink link(Address address, WireLog log) throws DeviceException {
        return switch (address) {
            case Address.Tcp(String host, int port) -> onNetwork(host, port, log);
            case Address.Url(URI uri) -> {
                String[] parts = uri.getSchemeSpecificPart().split("\\?", 2);
                yield switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
                    case "ptpip" -> {
                        if (uri.getHost() == null) {
                            throw noAddress(uri.toString());
                        }
                        int port = uri.getPort() < 0 ? PtpIp.USUAL_PORT : uri.getPort();
                        yield onNetwork(uri.getHost(), port, log);
                    }
                    case "gphoto2" -> GphotoShell.start(NAME, GphotoPort.of(NAME, parts[0]), log);
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

    private static CameraLink onNetwork(String host, int port, WireLog log) throws DeviceException {
        PtpWires wires = PtpWires.Network.dial(NAME, host, port, log);
        try {
            return new PtpIp(NAME, wires);
        } catch (DeviceException | RuntimeException failed) {
            wires.close();
            throw failed;
        }
    }

    /// With an empty lens where the address names none.
    private static LensSettings settings(Address address) throws DeviceException {
        String[] parts = address.toString().split("\\?", 2);
        if (parts.length < 2) {
            return LensSettings.of("");
        }
        String asked =
                parts[1].startsWith(LENS_QUERY) ? parts[1].substring(LENS_QUERY.length()) : "";
        if (asked.endsWith(".json")) {
            try {
                return LensSettings.of(LensFile.read(Path.of(asked)));
            } catch (IOException unread) {
                throw new DeviceException(
                        new DeviceFault.NotConnected(
                                NAME, "the lens file %s cannot be read.".formatted(asked)),
                        unread);
            }
        }
        if (!LensSettings.knows(asked)) {
            throw new DeviceException(
                    new DeviceFault.NotConnected(
                            NAME,
                            "%s should end in ?lens=FILE.json or ?lens=ID with one of %s."
                                    .formatted(address, String.join(", ", LensSettings.ids()))));
        }
        return LensSettings.of(asked);
    }

    private static DeviceException noAddress(String typed) {
        return new DeviceException(
                new DeviceFault.NotConnected(
                        NAME,
                        "%s is not where a camera is. Write gphoto2:usb: for the camera on USB, or ptpip://HOST for one on the network."
                                .formatted(typed)));
    }
}
