package parfocal.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import parfocal.autofocus.StarCamera;
import parfocal.device.Approach;
import parfocal.device.Camera;
import parfocal.device.DeviceException;
import parfocal.device.Focuser;
import parfocal.device.Homing;
import parfocal.device.Shot;
import parfocal.driver.FocuserDriver;
import parfocal.link.Address;
import parfocal.link.WireLog;
import parfocal.motion.Limits;
import parfocal.motion.Settling;
import parfocal.motion.SettlingSettings;
import parfocal.rig.Rig;
import parfocal.selftest.Finding;
import parfocal.selftest.MotionReport;
import parfocal.selftest.MotionTest;
import parfocal.selftest.RackReport;
import parfocal.selftest.RackTest;
import parfocal.selftest.Trial;
import parfocal.time.Pace;
import parfocal.time.VirtualPace;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "selftest",
        mixinStandardHelpOptions = true,
        description = {
            "Orders a focuser both ways, far and near, watches it, and says what is wrong and what to do.",
            "With a camera it racks out and in as well, to see whether the tube follows the motor.",
            "It stays within the limits and ends where it began."
        },
        footer = {
            "",
            "Examples:",
            "  parfocal selftest --driver usb-focus --port /dev/ttyACM0",
            "  parfocal selftest --rig refractor-toa150 --set stuck-at-sample=1"
        })
final class SelfTestCommand implements Callable<Integer> {
    @ArgGroup(multiplicity = "1", exclusive = true)
    private Where where = new Where();

    static final class Where {
        @ArgGroup(exclusive = false)
        private @Nullable Plugged plugged;

        @ArgGroup(exclusive = false)
        private @Nullable Simulated simulated;
    }

    static final class Plugged {
        @Option(
                names = "--driver",
                required = true,
                paramLabel = "ID",
                description = "See parfocal drivers.")
        private String driver = "";

        @Option(
                names = "--port",
                required = true,
                paramLabel = "ADDRESS",
                description = "Where it is plugged in, such as /dev/ttyACM0 or tcp://host:4001.")
        private String port = "";
    }

    static final class Simulated {
        @Option(
                names = "--rig",
                required = true,
                paramLabel = "NAME",
                description = "A simulated rig; see parfocal rigs.")
        private String rig = "";

        @Option(names = "--seed", paramLabel = "N", description = "One seed is one night.")
        private long seed = 1;

        @Option(
                names = "--set",
                paramLabel = "KEY=VALUE",
                description = "Changes the rig or its night. Repeatable.")
        private Map<String, String> settings = new LinkedHashMap<>();
    }

    @Option(
            names = "--approach",
            paramLabel = "up|down",
            description = "How the way back to the start ends. Default: down.")
    private String approach = "down";

    @Option(
            names = "--exposure",
            paramLabel = "SECONDS",
            description = "Of each frame. Default: ${DEFAULT-VALUE}.")
    private double exposureSeconds = 4;

    @Mixin private SensorOptions sensor = new SensorOptions();

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Option(names = "--quiet", description = "No progress.")
    private boolean quiet;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Refusal, Misuse, InterruptedException {
        if (!approach.equals("up") && !approach.equals("down")) {
            throw new Misuse("--approach is up or down; %s was asked.".formatted(approach));
        }
        Duration exposure = Exposure.ofSeconds(exposureSeconds);
        try {
            if (where.plugged != null) {
                sensor.requireNone("With --driver no camera looks");
                Pace pace = Pace.wall();
                try (Focuser focuser = connect(where.plugged, pace)) {
                    return test(focuser, Optional.empty(), pace);
                }
            }
            VirtualPace pace = SimulatedNight.nightfall();
            Simulated asked = java.util.Objects.requireNonNull(where.simulated);
            Rig rig = SimulatedNight.rig(asked.rig, asked.seed, asked.settings, pace);
            try (Focuser focuser = rig.connectFocuser(WireLog.none())) {
                return test(focuser, Optional.of(stars(rig.camera(), exposure)), pace);
            }
        } catch (DeviceException trouble) {
            throw new Refusal(trouble.fault().message(), trouble);
        }
    }

    private static Focuser connect(Plugged plugged, Pace pace) throws Misuse, DeviceException {
        FocuserDriver driver = Choice.driver(plugged.driver);
        try {
            return driver.connect(Address.parse(plugged.port), WireLog.none(), pace);
        } catch (IllegalArgumentException wrong) {
            throw new Misuse(String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private RackTest.Sky stars(Camera camera, Duration exposure) throws Refusal {
        StarCamera stars = sensor.stars(camera, exposure, spec.commandLine().getErr());
        return () -> stars.stars(Shot.whole(exposure));
    }

    private Integer test(Focuser device, Optional<RackTest.Sky> sky, Pace pace)
            throws DeviceException, InterruptedException {
        var limited = new Limits(device, device.travel());
        var way = approach.equals("up") ? Approach.UP : Approach.DOWN;
        MotionReport motion = new MotionTest(limited, pace, this::progress).run(way);
        Optional<RackReport> rack = Optional.empty();
        // A motor that does not obey need not be looked at through the telescope.
        if (sky.isPresent() && motion.trials().stream().allMatch(Trial::arrived)) {
            var settled = new Settling(limited, pace, SettlingSettings.defaults());
            rack = Optional.of(new RackTest(settled, sky.get(), this::progress).run());
        }
        var findings = new ArrayList<>(motion.findings());
        boolean counts = device instanceof Homing;
        rack.ifPresent(seen -> findings.addAll(seen.findings()));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(SelfTestJson.of(device.name(), motion, rack, findings));
        } else {
            print(out, device.name(), motion, rack, findings);
            if (counts) {
                out.println(
                        "Its positions are counted presses, not readings. Where its body shows the focus in per cent they are held against that, to a fiftieth of the range; what is finer only a camera can tell.");
            }
        }
        return findings.stream().allMatch(f -> f.kind() == Finding.Kind.PLAY)
                ? Parfocal.DONE
                : Parfocal.FAILED;
    }

    private void progress(Trial trial) {
        if (!quiet) {
            PrintWriter err = spec.commandLine().getErr();
            err.println(
                    "%7d → %7d   %s%s"
                            .formatted(
                                    trial.fromSteps(),
                                    trial.targetSteps(),
                                    trial.arrived()
                                            ? "there after %.1f s"
                                                    .formatted(
                                                            trial.untilIdle()
                                                                            .orElse(Duration.ZERO)
                                                                            .toMillis()
                                                                    / 1e3)
                                            : "stands at " + trial.endSteps(),
                                    trial.complaint().map(words -> "   " + words).orElse("")));
            err.flush();
        }
    }

    private void progress(RackReport.Size size) {
        if (!quiet) {
            PrintWriter err = spec.commandLine().getErr();
            err.println(
                    "%7d %s   HFR %5.2f ± %.3f px"
                            .formatted(
                                    size.positionSteps(),
                                    size.arrivedOutward() ? "out" : "in ",
                                    size.hfrPixels(),
                                    size.sigmaPixels()));
            err.flush();
        }
    }

    private static void print(
            PrintWriter out,
            String device,
            MotionReport motion,
            Optional<RackReport> rack,
            List<Finding> findings) {
        long arrived = motion.trials().stream().filter(Trial::arrived).count();
        out.printf("%s carried out %d of %d orders.%n", device, arrived, motion.trials().size());
        if (motion.outwardStepsPerSecond().isPresent()
                && motion.inwardStepsPerSecond().isPresent()) {
            out.printf(
                    "It makes %.0f steps a second out and %.0f in.%n",
                    motion.outwardStepsPerSecond().getAsDouble(),
                    motion.inwardStepsPerSecond().getAsDouble());
        }
        for (Finding finding : findings) {
            out.printf("%-20s  %s%n", finding.kind().published(), finding.message());
            out.printf("%-20s  %s%n", "", finding.remedy());
        }
        if (findings.isEmpty()) {
            out.println(
                    "Nothing found."
                            + (rack.isPresent()
                                    ? " The tube follows the motor both ways."
                                    : " Whether the tube follows the motor, only a camera can tell."));
        }
    }
}
