package parfocal.cli;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import parfocal.cli.Configuration.CameraEntry;
import parfocal.cli.Configuration.FocuserEntry;
import parfocal.cli.Configuration.RemoteEntry;
import parfocal.device.DeviceException;
import parfocal.device.Focuser;
import parfocal.driver.Drivers;
import parfocal.driver.FocuserDriver;
import parfocal.driver.LearnsFromStars;
import parfocal.hub.CameraPlan;
import parfocal.hub.FocuserPlan;
import parfocal.hub.Hub;
import parfocal.hub.SensorPlan;
import parfocal.hub.WheelPlan;
import parfocal.link.Address;
import parfocal.link.SerialLine;
import parfocal.link.WireLog;
import parfocal.logbook.WireTrace;
import parfocal.time.Pace;

/// Brings what is configured onto the hub: finds the driver of each device and says how it is opened. Asked again with a changed
/// configuration it lets go what is gone, takes in what is new, and leaves the rest alone.
final class Wiring {
    /// @param folder    of what was learned
    /// @param workbench changes the configuration, so that it is used
    record School(Path folder, FileWorkbench workbench) {}

    private final Hub hub;
    private final Pace pace;
    private final WireLog log;
    private final Optional<Path> logs;
    private final Optional<School> school;
    private Configuration wired = Configuration.empty();

    /// @param log of the talk on all wires
    Wiring(Hub hub, Pace pace, WireLog log) {
        this(hub, pace, log, Optional.empty(), Optional.empty());
    }

    /// @param logs the folder for the talk with a single device, where its entry asks for it
    /// @param school where devices that learn keep what they learned
    Wiring(Hub hub, Pace pace, WireLog log, Optional<Path> logs, Optional<School> school) {
        this.logs = logs;
        this.school = school;
        this.hub = hub;
        this.pace = pace;
        this.log = log;
    }

    /// @throws Misuse when two devices have one name, or a rig's scene contradicts itself
    void wire(Configuration wanted) throws Misuse {
        try {
            Configuration before = renamed(wanted);
            wired = before;
            gone(devices(wired), devices(wanted)).forEach(entry -> hub.removeFocuser(entry.id()));
            gone(wired.cameras(), wanted.cameras()).forEach(entry -> hub.removeCamera(entry.id()));
            gone(wired.wheels(), wanted.wheels()).forEach(entry -> hub.removeWheel(entry.id()));
            gone(wired.sensors(), wanted.sensors()).forEach(entry -> hub.removeSensor(entry.id()));
            gone(wired.rigs(), wanted.rigs()).forEach(entry -> SimulatedRig.remove(hub, entry));
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

    private static List<FocuserEntry> devices(Configuration configuration) {
        return configuration.focusers().stream().map(FocuserEntry::wiring).toList();
    }

    /// What the file says of how an open focuser is held: heard where it is new.
    private void tell(FocuserEntry entry) {
        String id = entry.id();
        hub.compensation(id)
                .ifPresent(held -> held.heed(entry.compensation().withSensor(wired::idOfMeant)));
        hub.filters(id).ifPresent(filters -> filters.heed(entry.filters()));
    }

    /// Calls by its new name whatever is the same otherwise.
    private Configuration renamed(Configuration after) {
        return new Configuration(
                wired.servers(),
                renamed("focuser", wired.focusers(), after.focusers(), FocuserEntry::withName),
                renamed("camera", wired.cameras(), after.cameras(), CameraEntry::withName),
                renamed("filter-wheel", wired.wheels(), after.wheels(), RemoteEntry::withName),
                renamed("sensor", wired.sensors(), after.sensors(), RemoteEntry::withName),
                wired.rigs(),
                wired.history(),
                wired.mqtt());
    }

    private <T extends Named> List<T> renamed(
            String kind, List<T> before, List<T> after, BiFunction<T, String, T> withName) {
        var known = new ArrayList<T>();
        for (T entry : before) {
            Optional<T> same =
                    after.stream()
                            .filter(other ->
                                    !other.equals(entry)
                                            && withName.apply(entry, other.name()).equals(other))
                            .findFirst();
            same.ifPresent(other -> hub.rename(kind, entry.id(), other.name()));
            known.add(same.orElse(entry));
        }
        return known;
    }

    /// What is in the first list and not, just so, in the second.
    private static <T> List<T> gone(List<T> before, List<T> after) {
        return before.stream().filter(entry -> !after.contains(entry)).toList();
    }

    private void add(FocuserEntry entry) {
        WireLog ownLog = log(entry);
        hub.add(
                new FocuserPlan(
                        entry.id(),
                        entry.name(),
                        entry.driverId(),
                        entry.address().toString(),
                        false,
                        () -> connect(entry, ownLog),
                        entry.own(),
                        entry.device()));
        if (school.isPresent() && driver(entry) instanceof LearnsFromStars able) {
            School place = school.get();
            hub.lessons()
                    .offer(
                            entry.id(),
                            new LensTeacher(
                                    able, entry, place.folder(), place.workbench(), ownLog, pace));
        }
    }

    private WireLog log(FocuserEntry entry) {
        return entry.trace() && logs.isPresent()
                ? WireLog.into(new WireTrace(logs.get(), entry.id()), pace, ZoneId.systemDefault())
                : log;
    }

    private Focuser connect(FocuserEntry entry, WireLog ownLog) throws DeviceException {
        if (entry.resetOnConnect() && entry.address() instanceof Address.Serial(String port)) {
            SerialLine.reset(entry.name(), port);
        }
        return driver(entry).connect(entry.address(), ownLog, pace);
    }

    private static FocuserDriver driver(FocuserEntry entry) {
        return Drivers.byId(entry.driverId()).orElseThrow();
    }

    private void addCamera(CameraEntry entry) {
        RemoteEntry there = entry.remote();
        hub.add(
                new CameraPlan(
                        there.id(),
                        there.name(),
                        there.address().toString(),
                        false,
                        there.focuser().map(wired::idOfMeant),
                        RemoteDevices.camera(there.address(), log, pace),
                        entry.care()));
    }

    private void addWheel(RemoteEntry entry) {
        hub.add(
                new WheelPlan(
                        entry.id(),
                        entry.name(),
                        entry.address().toString(),
                        false,
                        entry.focuser().map(wired::idOfMeant),
                        RemoteDevices.wheel(entry.address(), log, pace)));
    }

    private void addSensor(RemoteEntry entry) {
        hub.add(
                new SensorPlan(
                        entry.id(),
                        entry.name(),
                        entry.address().toString(),
                        RemoteDevices.sensor(entry.address(), log)));
    }
}
