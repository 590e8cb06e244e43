package parfocal.autofocus;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import parfocal.device.Camera;
import parfocal.device.CameraInfo;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Focuser;
import parfocal.device.Shot;
import parfocal.image.Fits;
import parfocal.image.FitsException;
import parfocal.image.Frame;
import parfocal.link.WireLog;
import parfocal.motion.Settling;
import parfocal.motion.SettlingSettings;
import parfocal.rig.Rig;
import parfocal.rig.RigPlan;
import parfocal.rig.Rigs;
import parfocal.rig.Sensor;
import parfocal.rig.TrueCurve;
import parfocal.time.VirtualPace;

/// What a run costs beside exposure, download and motion: `RunCostBench [RUNS [SEED]]`, each line one run of nine samples and what follows
/// them, the first in a virtual machine that has only just been started.
///
/// Frames of 4656 × 3520 pixels of 3.8 µm (16.4 Mpx) behind the Newtonian, two seconds each. They come as the bytes of FITS files, and
/// decoding them counts; drawing them does not. The run's own time is the rig's: exposures, downloads and moves.
final class RunCostBench {
    private static final OperatingSystemMXBean MACHINE =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final Instant NIGHTFALL = Instant.parse("2026-11-21T20:00:00Z");
    private static final int SAMPLES = 9;

    /// Time spent on drawing frames, which no observatory does.
    private long drawingNanos;

    private long drawingCpuNanos;

    public static void main(String[] arguments) throws Exception {
        int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        for (int run = 0; run < runs; run++) {
            new RunCostBench().run(seed + run);
        }
    }

    private void run(long seed) throws Exception {
        RigPlan rig = withSixteenMegapixels(Rigs.named("newton-f4").orElseThrow());
        double step = TrueCurve.of(rig).distanceOfGrowthSteps(2) / 4;
        var pace = new VirtualPace(NIGHTFALL);
        Rig night = Rig.setUp(rig, seed, pace);
        FocusPlan plan =
                FocusPlan.defaults()
                        .withExposure(Duration.ofSeconds(2))
                        .withFixed(new FixedSweep(SAMPLES, (int) Math.round(step)));
        try (Focuser focuser = night.connectFocuser(WireLog.none())) {
            long began = System.nanoTime();
            long beganCpu = MACHINE.getProcessCpuTime();
            FocusResult result =
                    new Autofocus(
                                    new Settling(focuser, pace, SettlingSettings.defaults()),
                                    drawnAsideBy(night.camera()),
                                    pace,
                                    _ -> {})
                            .run(plan);
            double ownSeconds = (System.nanoTime() - began - drawingNanos) / 1e9;
            double ownCpuSeconds = (MACHINE.getProcessCpuTime() - beganCpu - drawingCpuNanos) / 1e9;
            double rigSeconds = result.duration().toMillis() / 1000.0;
            IO.println(
                    String.format(
                            Locale.ROOT,
                            "%d exposures of 16.4 Mpx, %s: %.1f s of exposure, download and motion; beside them %.2f s of wall (%.1f %%), %.2f s of processor (%.1f %%)",
                            result.exposures(),
                            result.accepted() ? "accepted" : "refused",
                            rigSeconds,
                            ownSeconds,
                            100 * ownSeconds / (rigSeconds + ownSeconds),
                            ownCpuSeconds,
                            100 * ownCpuSeconds / (rigSeconds + ownCpuSeconds)));
        }
    }

    private static RigPlan withSixteenMegapixels(RigPlan rig) {
        return new RigPlan(
                        rig.name(),
                        rig.description(),
                        rig.driverId(),
                        rig.maximumSteps(),
                        rig.telescope(),
                        new Sensor(4656, 3520, 3.8, 1, 1.0, 2.0, 0.01, 20_000, 1000, 0.8),
                        rig.scene(),
                        rig.quirks(),
                        rig.device())
                .with("stars", "450")
                // A fixed sweep is taken around where the focuser stands.
                .with("start-steps", "3980");
    }

    /// The camera, whose frames come as files do.
    private Camera drawnAsideBy(Camera camera) {
        return new Camera() {
            @Override
            public String name() {
                return camera.name();
            }

            @Override
            public CameraInfo info() {
                return camera.info();
            }

            @Override
            public Frame expose(Shot shot) throws DeviceException, InterruptedException {
                try {
                    return Fits.read("bench.fits", drawn(camera, shot));
                } catch (FitsException broken) {
                    throw new DeviceException(
                            new DeviceFault.CameraFailed(
                                    name(), String.valueOf(broken.getMessage())),
                            broken);
                }
            }

            @Override
            public void close() {}
        };
    }

    private byte[] drawn(Camera camera, Shot shot)
            throws DeviceException, InterruptedException, FitsException {
        long began = System.nanoTime();
        long beganCpu = MACHINE.getProcessCpuTime();
        try {
            return Fits.bytes(camera.expose(shot));
        } finally {
            drawingNanos += System.nanoTime() - began;
            drawingCpuNanos += MACHINE.getProcessCpuTime() - beganCpu;
        }
    }
}
