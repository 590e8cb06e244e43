package parfocal.cli;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import parfocal.autofocus.StarCamera;
import parfocal.camera.AlpacaCamera;
import parfocal.device.Camera;
import parfocal.device.DeviceException;
import parfocal.device.Shot;
import parfocal.driver.Drivers;
import parfocal.driver.LearnsFromCounts;
import parfocal.driver.LearnsFromCounts.Count;
import parfocal.driver.LearnsFromCounts.Task;
import parfocal.driver.LearnsFromCounts.Witness;
import parfocal.driver.LearnsFromStars;
import parfocal.driver.LearnsFromStars.Knowing;
import parfocal.driver.LearnsFromStars.Lesson;
import parfocal.hub.Lessons;
import parfocal.link.Address;
import parfocal.link.MemoryLine;
import parfocal.link.WireLog;
import parfocal.time.Pace;
import parfocal.time.VirtualPace;
import parfocal.wire.alpaca.AlpacaAddress;
import parfocal.wire.alpaca.AlpacaType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "learn-lens",
        mixinStandardHelpOptions = true,
        description = {
            "Learns how far each focus key moves a camera lens, each way, with uncertainties. Give the file it writes to the driver as ?lens=FILE.json.",
            "",
            "From stars, unattended: point at a field with many stars and focus roughly; it takes about 350 frames and stays near focus.",
            "From counts (--from-counts), without stars, indoors or by day: it counts the presses of each key from one end of the range to the other. Bodies"
                    + " that tell their focus position are read; with others a camera (--camera) sees something of contrast, or you watch the focus bar"
                    + " (--by-eye). Half an hour to two and a half.",
            "From what you have counted yourself: --counts, a table with the columns size,direction,presses or seven numbers in a row."
        },
        footer = {
            "",
            "Examples:",
            "  parfocal learn-lens --simulate --seed 3 --quirk slip-percent=3",
            "  parfocal learn-lens --simulate --from-counts --quirk percent=missing",
            "  parfocal learn-lens --address gphoto2:usb: --camera http://localhost:11111/api/v1/camera/0 --out my-lens.json",
            "  parfocal learn-lens --address gphoto2:usb: --from-counts --out my-lens.json",
            "  parfocal learn-lens --address gphoto2:usb: --from-counts --by-eye --smallest-key 3 --out my-lens.json",
            "  parfocal learn-lens --counts 7896,3361,1325,523,200,77,29 --out my-lens.json"
        })
final class LearnLensCommand implements Callable<Integer> {
    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            description = "Where the camera body is, such as gphoto2:usb: or ptpip://HOST.")
    private @Nullable String address;

    @Option(
            names = "--camera",
            paramLabel = "URL",
            description = "The Alpaca camera that takes the frames; it may be the same body.")
    private @Nullable String camera;

    @Option(
            names = "--simulate",
            description = "An emulated body and lens; stars, and pictures of a room, by formula.")
    private boolean simulate;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of --simulate, 1 to 99. Default: ${DEFAULT-VALUE}.")
    private int seed = 1;

    @Option(
            names = "--quirk",
            paramLabel = "NAME=VALUE",
            description = "A habit of the emulated lens. Repeatable.")
    private Map<String, String> quirks = new LinkedHashMap<>();

    @Option(
            names = "--from-counts",
            description = "Count the presses of each key from end to end; no stars are needed.")
    private boolean fromCounts;

    @Option(
            names = "--by-eye",
            description =
                    "You tell whether the lens still moves, by the focus bar on the camera. With --from-counts.")
    private boolean byEye;

    @Option(
            names = "--smallest-key",
            paramLabel = "N",
            description =
                    "The finest key that is counted, 1 to 5: the finest take longest. Those below are taken for what lenses usually have. Default: ${DEFAULT-VALUE}.")
    private int smallestKey = 1;

    @Option(
            names = "--counts",
            paramLabel = "FILE.csv|N,N,…",
            description =
                    "What somebody has counted: rows `size,direction,presses` (direction near, far or both), or presses of sizes 1 to 7. Nothing is moved.")
    private @Nullable String counts;

    @Mixin private LensNames names = new LensNames();

    @Option(
            names = "--exposure",
            paramLabel = "SECONDS",
            description = "Of each frame. Default: ${DEFAULT-VALUE}.")
    private double exposureSeconds = 2;

    @Mixin private SensorOptions sensor = new SensorOptions();

    @Option(names = "--out", paramLabel = "FILE.json", description = "Where the lens is written.")
    private @Nullable Path out;

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Option(names = "--quiet", description = "No progress.")
    private boolean quiet;

    @Spec private CommandSpec spec = CommandSpec.create();

    /// The lens itself, where it is a simulated one.
    private Optional<Knowing> truth = Optional.empty();

    @Override
    public Integer call() throws Refusal, Misuse, InterruptedException {
        if (out != null) {
            Output.requireWritable(out, ".json");
        }
        requireOneWay();
        Lesson lesson;
        try {
            lesson = counts != null ? counted(counts) : simulate ? simulated() : real();
        } catch (DeviceException trouble) {
            throw new Refusal(trouble.fault().message(), trouble);
        }
        var report = new LessonReport(lesson, truth, Optional.ofNullable(out));
        report.write();
        report.print(spec.commandLine().getOut(), json);
        return Parfocal.DONE;
    }

    private void requireOneWay() throws Misuse {
        int places = (address != null ? 1 : 0) + (simulate ? 1 : 0) + (counts != null ? 1 : 0);
        if (places != 1) {
            throw new Misuse(
                    "Say what is learned from: --address of a camera body, --simulate, or --counts that you have. One of them.");
        }
        if (address != null && !fromCounts && camera == null) {
            throw new Misuse(
                    "Learning from stars needs --camera URL. Without stars add --from-counts.");
        }
        if (address == null || fromCounts) {
            sensor.requireNone("Without --address and --camera nothing is learned from frames");
        }
        if (byEye && !(address != null && fromCounts && camera == null)) {
            throw new Misuse(
                    "--by-eye goes with --address and --from-counts, and without --camera.");
        }
        if (smallestKey < 1 || smallestKey > 5) {
            throw new Misuse("--smallest-key is 1 to 5, not %d.".formatted(smallestKey));
        }
    }

    private Lesson counted(String typed) throws Misuse {
        List<Count> table = CountsFile.read(typed);
        try {
            return Drivers.able(LearnsFromCounts.class).counted(names.subject(), table);
        } catch (IllegalArgumentException wrong) {
            String why = String.valueOf(wrong.getMessage());
            throw new Misuse("No lens has such counts: " + why, wrong);
        }
    }

    private Lesson real() throws Misuse, Refusal, DeviceException, InterruptedException {
        Pace pace = Pace.wall();
        Address at = address(String.valueOf(address));
        if (camera == null) {
            return counting(at, byEye ? Optional.of(person()) : Optional.empty(), pace);
        }
        Shot shot = Shot.whole(Exposure.ofSeconds(exposureSeconds));
        try (Camera eye = AlpacaCamera.connect(cameraAddress(camera), WireLog.none(), pace)) {
            if (fromCounts) {
                return counting(at, Optional.of(SceneWitness.by(eye, shot)), pace);
            }
            StarCamera stars = sensor.stars(eye, shot.exposure(), spec.commandLine().getErr());
            return Drivers.able(LearnsFromStars.class)
                    .learn(
                            at,
                            names.subject(),
                            () -> Lessons.sight(stars.stars(shot)),
                            this::tell,
                            WireLog.none(),
                            pace);
        }
    }

    private Lesson counting(Address at, Optional<Witness> witness, Pace pace)
            throws DeviceException, InterruptedException {
        return Drivers.able(LearnsFromCounts.class)
                .count(
                        at,
                        new Task(names.subject(), witness, smallestKey),
                        this::tell,
                        WireLog.none(),
                        pace);
    }

    private Witness person() {
        return new WatchingPerson(
                new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())),
                spec.commandLine().getErr());
    }

    private static Address address(String typed) throws Misuse {
        try {
            return Address.parse(typed);
        } catch (IllegalArgumentException wrong) {
            throw new Misuse(String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private static AlpacaAddress cameraAddress(String typed) throws Misuse {
        try {
            return AlpacaAddress.parse(URI.create(typed), AlpacaType.CAMERA);
        } catch (IllegalArgumentException wrong) {
            throw new Misuse(String.valueOf(wrong.getMessage()), wrong);
        }
    }

    private Lesson simulated() throws Misuse, DeviceException, InterruptedException {
        VirtualPace pace = SimulatedNight.nightfall();
        SimulatedBody body = SimulatedBody.of(seed, quirks, fromCounts, pace);
        if (body.emulator() instanceof Knowing lens) {
            truth = Optional.of(lens);
        }
        var line = new MemoryLine("lens", body.emulator(), pace, WireLog.none());
        if (!fromCounts) {
            return Drivers.able(LearnsFromStars.class)
                    .learn(line, names.subject(), body.stars(), this::tell, pace);
        }
        Optional<Witness> witness =
                body.tellsItsPosition() ? Optional.empty() : Optional.of(body.witness());
        Lesson lesson =
                Drivers.able(LearnsFromCounts.class)
                        .count(
                                line,
                                new Task(names.subject(), witness, smallestKey),
                                this::tell,
                                pace);
        tell(
                "On a real body this would have taken about %d minutes."
                        .formatted(SimulatedNight.sinceNightfall(pace).toMinutes()));
        return lesson;
    }

    private void tell(String sentence) {
        if (!quiet) {
            Consumer<String> err = spec.commandLine().getErr()::println;
            err.accept(sentence);
            spec.commandLine().getErr().flush();
        }
    }
}
