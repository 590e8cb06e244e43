package parfocal.stars;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import parfocal.image.Fits;
import parfocal.image.FitsException;
import parfocal.image.Frame;

/// How long the way from a FITS file's bytes to its stars takes, whole and step by step.
///
/// By JMH, wall-clock time: `java -cp … org.openjdk.jmh.Main StarFieldBench -p file=x01_infocus.fits`. By its own `main`,
/// which prints processor time, the quickest of `ROUNDS` warm ones: `java -cp … parfocal.stars.StarFieldBench ROUNDS FILE…`.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
@Warmup(iterations = 3, time = 4)
@Measurement(iterations = 5, time = 4)
public class StarFieldBench {
    private static final OperatingSystemMXBean MACHINE =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    @Param("frame.fits")
    public String file = "";

    private byte[] bytes = {};
    private Frame frame = new Frame(1, 1, new float[1]);
    private Pixels raw = Pixels.of(frame, Dark.NONE);
    private Mesh sky = Mesh.of(raw, 1);
    private Pixels mended = raw;
    private double hfrPixels = 1;

    @Setup
    public void read() throws IOException, FitsException {
        bytes = Files.readAllBytes(Path.of(file));
        frame = decode();
        raw = Pixels.of(frame, Dark.NONE);
        sky = Mesh.of(raw, 0.3);
        mended = raw.without(new DefectSearch(raw, sky, Sensor.UNKNOWN).run().defects());
        hfrPixels = Math.max(0.7, all().medianHfrPixels().orElse(2));
    }

    @Benchmark
    public Frame decode() throws FitsException {
        return Fits.read(file, bytes);
    }

    @Benchmark
    public Object sky() {
        return Mesh.of(raw, 0.3);
    }

    @Benchmark
    public Object defects() {
        return new DefectSearch(raw, sky, Sensor.UNKNOWN).run();
    }

    @Benchmark
    public Object everyWidth() {
        return new Detection(mended, sky).clearestOfAllWidths();
    }

    @Benchmark
    public Object matchedFilter() {
        return new Detection(mended, sky).matched(hfrPixels);
    }

    @Benchmark
    public StarField all() {
        return StarField.detect(frame);
    }

    @Benchmark
    public StarField clearest() {
        return StarField.detectClearest(frame, Sensor.UNKNOWN);
    }

    private interface Step {
        Object run() throws IOException, FitsException;
    }

    public static void main(String[] arguments) throws IOException, FitsException {
        int rounds = Integer.parseInt(arguments[0]);
        for (int i = 1; i < arguments.length; i++) {
            var bench = new StarFieldBench();
            bench.file = arguments[i];
            bench.read();
            double megapixels = bench.frame.widthPixels() * 1e-6 * bench.frame.heightPixels();
            IO.println(
                    "%s, %.1f Mpx, %d stars"
                            .formatted(
                                    Path.of(arguments[i]).getFileName(),
                                    megapixels,
                                    bench.all().stars().size()));
            print("decode", rounds, megapixels, bench::decode);
            print("sky", rounds, megapixels, bench::sky);
            print("defects", rounds, megapixels, bench::defects);
            print("every width", rounds, megapixels, bench::everyWidth);
            print("matched filter", rounds, megapixels, bench::matchedFilter);
            print("clearest of a frame", rounds, megapixels, bench::clearest);
            print("stars of a frame", rounds, megapixels, bench::all);
        }
    }

    private static void print(String name, int rounds, double megapixels, Step step)
            throws IOException, FitsException {
        if (!name.contains(System.getProperty("step", ""))) {
            return;
        }
        double cpu = Double.MAX_VALUE;
        double wall = Double.MAX_VALUE;
        for (int round = 0; round < rounds; round++) {
            long cpuBefore = MACHINE.getProcessCpuTime();
            long before = System.nanoTime();
            step.run();
            wall = Math.min(wall, (System.nanoTime() - before) * 1e-6);
            cpu = Math.min(cpu, (MACHINE.getProcessCpuTime() - cpuBefore) * 1e-6);
        }
        IO.println(
                String.format(
                        Locale.ROOT,
                        "  %-18s cpu %7.1f ms  %6.2f ms/Mpx  wall %7.1f ms",
                        name,
                        cpu,
                        cpu / megapixels,
                        wall));
    }
}
