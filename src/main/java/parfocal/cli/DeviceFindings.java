package parfocal.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import parfocal.cli.Configuration.CameraEntry;
import parfocal.cli.Configuration.FocuserEntry;
import parfocal.cli.Configuration.RemoteEntry;
import parfocal.device.Camera;
import parfocal.device.DeviceException;
import parfocal.device.FilterWheel;
import parfocal.device.Focuser;
import parfocal.device.FocuserStatus;
import parfocal.device.Introduces;
import parfocal.device.WeatherSensor.Weather;
import parfocal.device.WeatherStation;
import parfocal.driver.Drivers;
import parfocal.link.Address;
import parfocal.link.PortTrouble;
import parfocal.link.WireLog;

/// Whether the configured devices answer: each that is reached over the network is connected to, asked who it is, and let go again, all at the
/// same time. Nothing moves. Serial ports are not opened, for that alone resets many controllers.
final class DeviceFindings {
    private final Surroundings here;

    private DeviceFindings(Surroundings here) {
        this.here = here;
    }

    /// What is asked of one device.
    private interface Question {
        Finding ask() throws DeviceException, InterruptedException;
    }

    /// In the order of the configuration.
    ///
    /// @param hubRuns whether a hub has them already: a device has one owner, and is left to it
    static List<Finding> of(Surroundings here, Configuration configuration, boolean hubRuns)
            throws InterruptedException {
        return new DeviceFindings(here).all(configuration, hubRuns);
    }

    private List<Finding> all(Configuration configuration, boolean hubRuns)
            throws InterruptedException {
        var asked = new ArrayList<Future<Finding>>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (FocuserEntry entry : configuration.focusers()) {
                String subject = subject("focuser", entry);
                asked.add(
                        threads.submit(
                                () -> answer(subject, hubRuns, () -> focuser(subject, entry))));
            }
            for (CameraEntry entry : configuration.cameras()) {
                String subject = subject("camera", entry);
                asked.add(
                        threads.submit(() ->
                                answer(subject, hubRuns, () -> camera(subject, entry.remote()))));
            }
            for (RemoteEntry entry : configuration.wheels()) {
                String subject = subject("filter wheel", entry);
                asked.add(
                        threads.submit(
                                () -> answer(subject, hubRuns, () -> wheel(subject, entry))));
            }
            for (RemoteEntry entry : configuration.sensors()) {
                String subject = subject("sensor", entry);
                asked.add(
                        threads.submit(
                                () -> answer(subject, hubRuns, () -> sensor(subject, entry))));
            }
            var findings = new ArrayList<Finding>();
            for (Future<Finding> one : asked) {
                findings.add(one.get());
            }
            return findings;
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug.getCause());
        }
    }

    private static String subject(String kind, Named entry) {
        return "%s \"%s\"".formatted(kind, entry.name());
    }

    private static Finding answer(String subject, boolean hubRuns, Question question)
            throws InterruptedException {
        if (hubRuns) {
            return Finding.ok(
                    subject, "is left to the hub that runs; `parfocal status` tells how it is.");
        }
        try {
            return question.ask();
        } catch (DeviceException away) {
            return Finding.trouble(subject, away.fault().message());
        }
    }

    private Finding focuser(String subject, FocuserEntry entry) throws DeviceException {
        if (entry.address() instanceof Address.Serial(String port)) {
            PortTrouble trouble = here.ports().whyClosed(port);
            return trouble instanceof PortTrouble.Missing
                    ? Finding.trouble(
                            subject, trouble.message(), trouble.cures().toArray(String[]::new))
                    : Finding.ok(subject, "was not asked: %s is not opened here.".formatted(port));
        }
        try (Focuser focuser =
                Drivers.byId(entry.driverId())
                        .orElseThrow()
                        .connect(entry.address(), WireLog.none(), here.pace())) {
            FocuserStatus status = focuser.status();
            String stands =
                    "%s at %s; it stands at %d%s."
                            .formatted(
                                    model(focuser),
                                    entry.address(),
                                    status.positionSteps(),
                                    status.temperatureCelsius().isPresent()
                                            ? " in %.1f °C"
                                                    .formatted(
                                                            status.temperatureCelsius()
                                                                    .getAsDouble())
                                            : "");
            List<String> warnings =
                    focuser instanceof Introduces known
                            ? known.introduction().warnings()
                            : List.of();
            return warnings.isEmpty()
                    ? Finding.ok(subject, "answers: " + stands)
                    : Finding.warning(
                            subject,
                            "answers: %s %s".formatted(stands, String.join(" ", warnings)));
        }
    }

    private static String model(Focuser focuser) {
        return focuser instanceof Introduces known
                ? known.introduction().model()
                        + known.introduction().firmware().map(", firmware "::concat).orElse("")
                : focuser.name();
    }

    private Finding camera(String subject, RemoteEntry entry)
            throws DeviceException, InterruptedException {
        try (Camera camera =
                RemoteDevices.camera(entry.address(), WireLog.none(), here.pace()).open()) {
            return Finding.ok(
                    subject,
                    "answers: %s at %s, %d × %d pixels."
                            .formatted(
                                    camera.name(),
                                    entry.address(),
                                    camera.info().widthPixels(),
                                    camera.info().heightPixels()));
        }
    }

    private Finding wheel(String subject, RemoteEntry entry)
            throws DeviceException, InterruptedException {
        try (FilterWheel wheel =
                RemoteDevices.wheel(entry.address(), WireLog.none(), here.pace()).open()) {
            return Finding.ok(
                    subject,
                    "answers: %s at %s, with %s."
                            .formatted(
                                    wheel.name(),
                                    entry.address(),
                                    String.join(", ", wheel.filters())));
        }
    }

    private static Finding sensor(String subject, RemoteEntry entry)
            throws DeviceException, InterruptedException {
        try (WeatherStation station =
                RemoteDevices.sensor(entry.address(), WireLog.none()).open()) {
            return station.weather()
                    .map(Weather::temperatureCelsius)
                    .map(celsius ->
                            Finding.ok(
                                    subject,
                                    "answers at %s: %.1f °C.".formatted(entry.address(), celsius)))
                    .orElseGet(() ->
                            Finding.warning(
                                    subject,
                                    "answers at %s, and has no temperature just now. Is its station switched on?"
                                            .formatted(entry.address())));
        }
    }
}
