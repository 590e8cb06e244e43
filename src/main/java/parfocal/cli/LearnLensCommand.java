package parfocal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import parfocal.camera.AlpacaCamera;
import parfocal.device.Camera;
import parfocal.device.DeviceException;
import parfocal.device.Shot;
import parfocal.driver.Drivers;
import parfocal.driver.EmulatorSettings;
import parfocal.driver.FocuserDriver;
import parfocal.driver.FocuserEmulator;
import parfocal.driver.LearnsFromStars;
import parfocal.driver.LearnsFromStars.Lesson;
import parfocal.driver.LearnsFromStars.Sight;
import parfocal.driver.LearnsFromStars.Subject;
import parfocal.link.Address;
import parfocal.link.MemoryLine;
import parfocal.link.WireLog;
import parfocal.report.Json;
import parfocal.stars.StarField;
import parfocal.time.Pace;
import parfocal.time.VirtualPace;
import parfocal.wire.alpaca.AlpacaAddress;
import parfocal.wire.alpaca.AlpacaType;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "learn-lens",
        mixinStandardHelpOptions = true,
        description = {
            "Learns how far each focus key moves a camera lens, unattended, from the sizes of stars.",
            "Point at a field with many stars and focus roughly; it takes about 350 frames and stays near focus.",
            "Give the file it writes to the driver as ?lens=FILE.json."
        },
        footer = {
            "",
            "Examples:",
            "  parfocal learn-lens --simulate --seed 3 --quirk slip-percent=3",
            "  parfocal learn-lens --address gphoto2:usb: --camera http://localhost:11111/api/v1/camera/0 --out my-lens.json"
        })
final class LearnLensCommand implements Callable<Integer> {
    @ArgGroup(multiplicity = "1", exclusive = true)
    private Where where = new Where();

    static final class Where {
        @ArgGroup(exclusive = false)
        private @Nullable Real real;

        @ArgGroup(exclusive = false)
        private @Nullable Simulated simulated;
    }

    static final class Real {
        @Option(
                names = "--address",
                required = true,
                paramLabel = "ADDRESS",
                description = "Where the camera body is, such as gphoto2:usb: or ptpip://HOST.")
        private String address = "";

        @Option(
                names = "--camera",
                required = true,
                paramLabel = "URL",
                description = "The Alpaca camera that takes the frames; it may be the same body.")
        private String camera = "";
    }

    static final class Simulated {
        @Option(
                names = "--simulate",
                required = true,
                description = "An emulated body and lens, and stars by formula.")
        private boolean simulate;

        @Option(names = "--seed", paramLabel = "N", description = "1 to 99. Default: 1.")
        private int seed = 1;

        @Option(
                names = "--quirk",
                paramLabel = "NAME=VALUE",
                description = "A habit of the emulated lens. Repeatable.")
        private Map<String, String> quirks = new LinkedHashMap<>();
    }

    @Option(names = "--id", paramLabel = "NAME", description = "Default: ${DEFAULT-VALUE}.")
    private String id = "my-lens";

    @Option(names = "--maker", paramLabel = "TEXT", description = "Of the lens, for people.")
    private String maker = "";

    @Option(names = "--model", paramLabel = "TEXT", description = "Of the lens, for people.")
    private String model = "";

    @Option(
            names = "--range",
            paramLabel = "UNITS",
            description = "Presses of key 1 from stop to stop, if somebody has counted them.")
    private @Nullable Double rangeUnits;

    @Option(
            names = "--exposure",
            paramLabel = "SECONDS",
            description = "Of each frame. Default: ${DEFAULT-VALUE}.")
    private double exposureSeconds = 2;

    @Option(names = "--out", paramLabel = "FILE.json", description = "Where the lens is written.")
    private @Nullable Path out;

    @Option(names = "--json", description = "One JSON object on standard output.")
    private boolean json;

    @Option(names = "--quiet", description = "No progress.")
    private boolean quiet;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Refusal, Misuse, InterruptedException {
        if (out != null) {
            Output.requireWritable(out, ".json");
        }
        Shot shot = Shot.whole(Exposure.ofSeconds(exposureSeconds));
        Lesson lesson;
        try {
            lesson =
                    where.simulated != null && where.simulated.simulate
                            ? simulated(where.simulated)
                            : real(java.util.Objects.requireNonNull(where.real), shot);
        } catch (DeviceException trouble) {
            throw new Refusal(trouble.fault().message(), trouble);
        }
        write(lesson);
        PrintWriter words = spec.commandLine().getOut();
        if (json) {
            words.println(
                    new Json()
                            .put("outcome", "learned")
                            .put("file", out == null ? null : out.toString())
                            .putList("words", lesson.words()));
        } else {
            lesson.words().forEach(words::println);
            if (out == null) {
                words.println(lesson.file());
            }
        }
        return Parfocal.DONE;
    }

    private void write(Lesson lesson) throws Refusal {
        if (out != null) {
            try {
                Files.writeString(out, lesson.file() + System.lineSeparator());
            } catch (IOException trouble) {
                throw Output.failed(out, trouble);
            }
        }
    }

    private Lesson real(Real real, Shot shot) throws Misuse, DeviceException, InterruptedException {
        Pace pace = Pace.wall();
        Address address;
        AlpacaAddress at;
        try {
            address = Address.parse(real.address);
            at = AlpacaAddress.parse(URI.create(real.camera), AlpacaType.CAMERA);
        } catch (IllegalArgumentException wrong) {
            throw new Misuse(String.valueOf(wrong.getMessage()), wrong);
        }
        try (Camera camera = AlpacaCamera.connect(at, WireLog.none(), pace)) {
            return ((LearnsFromStars) driver())
                    .learn(
                            address,
                            subject(),
                            () -> measured(camera, shot),
                            this::tell,
                            WireLog.none(),
                            pace);
        }
    }

    private static Sight measured(Camera camera, Shot shot)
            throws DeviceException, InterruptedException {
        StarField stars = StarField.detect(camera.expose(shot));
        OptionalDouble hfr = stars.medianHfrPixels();
        return new Sight(hfr, Math.max(stars.hfrSigmaPixels().orElse(0), 0.02 * hfr.orElse(0)));
    }

    /// Stars grow with the distance from focus as HFR² = 1.9² + (0.36 z)²: 24 µm of image shift for each unit at f/6.3, and as near to
    /// the infinity stop as lenses are.
    private Lesson simulated(Simulated simulated)
            throws Misuse, DeviceException, InterruptedException {
        VirtualPace pace = SimulatedNight.nightfall();
        FocuserDriver driver = driver();
        var quirks = new LinkedHashMap<>(simulated.quirks);
        quirks.put("seed", Integer.toString(simulated.seed));
        FocuserEmulator lens;
        try {
            // Far beyond any lens's range: it starts at its infinity stop, and so tells where that
            // is.
            lens =
                    driver.emulator(
                            new EmulatorSettings(
                                    100_000, 5_554, 0, 0, OptionalDouble.empty(), quirks),
                            pace);
        } catch (IllegalArgumentException wrong) {
            throw new Misuse(String.valueOf(wrong.getMessage()), wrong);
        }
        double focus = lens.motor().tubeSteps() - 40;
        RandomGenerator noise =
                RandomGeneratorFactory.of("L64X128MixRandom").create(simulated.seed);
        LearnsFromStars.Stars stars =
                () -> {
                    double hfr = Math.hypot(1.9, 0.36 * (lens.motor().tubeSteps() - focus));
                    double seen = hfr * (1 + 0.02 * noise.nextGaussian());
                    return new Sight(
                            hfr > 60 ? OptionalDouble.empty() : OptionalDouble.of(seen),
                            0.02 * seen);
                };
        var line = new MemoryLine("lens", lens, pace, WireLog.none());
        return ((LearnsFromStars) driver).learn(line, subject(), stars, this::tell, pace);
    }

    /// The one that can learn; which that is, nobody here needs to know.
    private static FocuserDriver driver() {
        List<FocuserDriver> able =
                Drivers.all().stream().filter(LearnsFromStars.class::isInstance).toList();
        return able.getFirst();
    }

    private Subject subject() {
        return new Subject(
                id,
                maker,
                model,
                rangeUnits == null ? OptionalDouble.empty() : OptionalDouble.of(rangeUnits));
    }

    private void tell(String sentence) {
        if (!quiet) {
            Consumer<String> err = spec.commandLine().getErr()::println;
            err.accept(sentence);
            spec.commandLine().getErr().flush();
        }
    }
}
