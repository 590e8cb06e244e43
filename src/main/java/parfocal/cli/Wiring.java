package parfocal.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import parfocal.camera.AlpacaCamera;
import parfocal.camera.AlpacaFilterWheel;
import parfocal.camera.AlpacaProbe;
import parfocal.camera.AlpacaWeather;
import parfocal.camera.IndiCamera;
import parfocal.camera.IndiFilterWheel;
import parfocal.camera.IndiWeather;
import parfocal.device.Camera;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.FilterWheel;
import parfocal.device.WeatherStation;
import parfocal.driver.Drivers;
import parfocal.driver.FocuserDriver;
import parfocal.hub.CameraPlan;
import parfocal.hub.FocuserPlan;
import parfocal.hub.Hub;
import parfocal.hub.Plug;
import parfocal.hub.SensorPlan;
import parfocal.hub.WheelPlan;
import parfocal.link.Address;
import parfocal.link.WireLog;
import parfocal.logbook.WireTrace;
import parfocal.time.Pace;
import parfocal.wire.alpaca.AlpacaAddress;
import parfocal.wire.alpaca.AlpacaType;
import parfocal.wire.indi.IndiAddress;

/// Brings what is configured onto the hub: finds the driver of each device and says how it is opened. Asked again with a changed
/// configuration it lets go what is gone, takes in what is new, and leaves the rest alone.
final class Wiring {
    private final Hub hub;
    private final Pace pace;
    private final WireLog log;
    private final Optional<Path> logs;
    private Configuration wired = Configuration.empty();

    /// @param log of the talk on all wires
    Wiring(Hub hub, Pace pace, WireLog log) {
        this(hub, pace, log, Optional.empty());
    }

    /// @param logs the folder for the talk with a single device, where its entry asks for it
    Wiring(Hub hub, Pace pace, WireLog log, Optional<Path> logs) {
        this.logs = logs;
        this.hub = hub;
        this.pace = pace;
        this.log = log;
    }

    /// @throws Misuse when two devices have one name, or a rig's scene contradicts itself
    void wire(Configuration wanted) throws Misuse {
        try {
            gone(devices(wired), devices(wanted))
                    .forEach(entry -> hub.removeFocuser(Configuration.idOf(entry.name())));
            gone(wired.cameras(), wanted.cameras())
                    .forEach(entry -> hub.removeCamera(Configuration.idOf(entry.name())));
            gone(wired.wheels(), wanted.wheels())
                    .forEach(entry -> hub.removeWheel(Configuration.idOf(entry.name())));
            gone(wired.sensors(), wanted.sensors())
                    .forEach(entry -> hub.removeSensor(Configuration.idOf(entry.name())));
            gone(wired.rigs(), wanted.rigs()).forEach(entry -> SimulatedRig.remove(hub, entry));
            Configuration before = wired;
            wired = wanted;
            gone(devices(wanted), devices(before)).forEach(this::add);
            gone(wanted.cameras(), before.cameras()).forEach(this::addCamera);
            gone(wanted.wheels(), before.wheels()).forEach(this::addWheel);
            gone(wanted.sensors(), before.sensors()).forEach(this::addSensor);
            gone(wanted.rigs(), before.rigs())
                    .forEach(rig -> SimulatedRig.add(hub, rig, pace, log));
            wanted.focusers().forEach(this::tell);
        } catch (IllegalArgumentException impossible) {
            throw new Misuse(String.valueOf(impossible.getMessage()), impossible);
        }
    }

    private static List<Configuration.FocuserEntry> devices(Configuration configuration) {
        return configuration.focusers().stream().map(Configuration.FocuserEntry::wiring).toList();
    }

    /// What the file says of how an open focuser is held: heard where it is new.
    private void tell(Configuration.FocuserEntry entry) {
        String id = Configuration.idOf(entry.name());
        hub.compensation(id).ifPresent(held -> held.heed(entry.compensation()));
        hub.filters(id).ifPresent(filters -> filters.heed(entry.filters()));
    }

    /// What is in the first list and not, just so, in the second.
    private static <T> List<T> gone(List<T> before, List<T> after) {
        return before.stream().filter(entry -> !after.contains(entry)).toList();
    }

    private void add(Configuration.FocuserEntry entry) {
        WireLog ownLog = log(entry);
        hub.add(
                new FocuserPlan(
                        Configuration.idOf(entry.name()),
                        entry.name(),
                        entry.driverId(),
                        entry.address().toString(),
                        false,
                        () -> driver(entry).connect(entry.address(), ownLog, pace),
                        entry.own(),
                        entry.device()));
    }

    private WireLog log(Configuration.FocuserEntry entry) {
        return entry.trace() && logs.isPresent()
                ? WireLog.into(
                        new WireTrace(logs.get(), Configuration.idOf(entry.name())),
                        pace,
                        ZoneId.systemDefault())
                : log;
    }

    private static FocuserDriver driver(Configuration.FocuserEntry entry) {
        return Drivers.byId(entry.driverId()).orElseThrow();
    }

    private void addCamera(Configuration.RemoteEntry entry) {
        hub.add(
                new CameraPlan(
                        Configuration.idOf(entry.name()),
                        entry.name(),
                        entry.address().toString(),
                        false,
                        entry.focuser().map(Configuration::idOf),
                        camera(entry)));
    }

    private void addWheel(Configuration.RemoteEntry entry) {
        hub.add(
                new WheelPlan(
                        Configuration.idOf(entry.name()),
                        entry.name(),
                        entry.address().toString(),
                        false,
                        entry.focuser().map(Configuration::idOf),
                        wheel(entry)));
    }

    private void addSensor(Configuration.RemoteEntry entry) {
        hub.add(
                new SensorPlan(
                        Configuration.idOf(entry.name()),
                        entry.name(),
                        entry.address().toString(),
                        sensor(entry)));
    }

    private Plug<Camera> camera(Configuration.RemoteEntry entry) {
        return switch (scheme(entry)) {
            case "http", "https", "alpaca" ->
                    () -> AlpacaCamera.connect(alpaca(entry, AlpacaType.CAMERA), log, pace);
            case "indi" ->
                    () -> {
                        IndiAddress there = indi(entry);
                        return IndiCamera.connect(there.host(), there.port(), there.device());
                    };
            default ->
                    () -> {
                        throw notReached(entry);
                    };
        };
    }

    private Plug<FilterWheel> wheel(Configuration.RemoteEntry entry) {
        return switch (scheme(entry)) {
            case "http", "https", "alpaca" ->
                    () ->
                            AlpacaFilterWheel.connect(
                                    alpaca(entry, AlpacaType.FILTER_WHEEL), log, pace);
            case "indi" ->
                    () -> {
                        IndiAddress there = indi(entry);
                        return IndiFilterWheel.connect(there.host(), there.port(), there.device());
                    };
            default ->
                    () -> {
                        throw notReached(entry);
                    };
        };
    }

    private Plug<WeatherStation> sensor(Configuration.RemoteEntry entry) {
        boolean probe = entry.address().toString().contains("/focuser/");
        return switch (scheme(entry)) {
            case "http", "https", "alpaca" ->
                    probe
                            ? () -> AlpacaProbe.connect(alpaca(entry, AlpacaType.FOCUSER), log)
                            : () ->
                                    AlpacaWeather.connect(
                                            alpaca(entry, AlpacaType.OBSERVING_CONDITIONS), log);
            case "indi" ->
                    () -> {
                        IndiAddress there = indi(entry);
                        return IndiWeather.connect(there.host(), there.port(), there.device());
                    };
            default ->
                    () -> {
                        throw notReached(entry);
                    };
        };
    }

    private static String scheme(Configuration.RemoteEntry entry) {
        return entry.address() instanceof Address.Url(URI uri)
                ? uri.getScheme().toLowerCase(Locale.ROOT)
                : "";
    }

    private static AlpacaAddress alpaca(Configuration.RemoteEntry entry, AlpacaType type)
            throws DeviceException {
        try {
            return AlpacaAddress.parse(URI.create(entry.address().toString()), type);
        } catch (IllegalArgumentException wrong) {
            throw new DeviceException(
                    new DeviceFault.NotConnected(entry.name(), String.valueOf(wrong.getMessage())),
                    wrong);
        }
    }

    private static IndiAddress indi(Configuration.RemoteEntry entry) throws DeviceException {
        try {
            return IndiAddress.parse(URI.create(entry.address().toString()));
        } catch (IllegalArgumentException wrong) {
            throw new DeviceException(
                    new DeviceFault.NotConnected(entry.name(), String.valueOf(wrong.getMessage())),
                    wrong);
        }
    }

    private static DeviceException notReached(Configuration.RemoteEntry entry) {
        return new DeviceException(
                new DeviceFault.NotConnected(
                        entry.name(),
                        "a camera, filter wheel or sensor is reached over http://HOST:PORT/api/v1/… (Alpaca) or indi://HOST/Device; %s is neither."
                                .formatted(entry.address())));
    }
}
