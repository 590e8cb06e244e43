package parfocal.server.panel;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import parfocal.device.Camera;
import parfocal.device.CameraInfo;
import parfocal.device.Shot;
import parfocal.image.Frame;

/// A camera that draws forty round stars in no time, as wide as the focuser is far from focus. Best focus is at 5,200.
final class DrawnSky implements Camera {
    static final int BEST = 5_200;

    private static final int WIDTH = 480;
    private static final int HEIGHT = 360;
    private static final int STARS = 40;
    private static final double SHARPEST_PIXELS = 1.5;
    private static final double HALF_WIDTH_STEPS = 90;

    private final IntSupplier positionSteps;

    /// Whether something hides the stars.
    volatile boolean covered;

    private final SplittableRandom noise = new SplittableRandom(7);

    DrawnSky(IntSupplier positionSteps) {
        this.positionSteps = positionSteps;
    }

    @Override
    public String name() {
        return "Drawn sky";
    }

    @Override
    public CameraInfo info() {
        return new CameraInfo(WIDTH, HEIGHT, 3.8, 1, 65_535, Optional.empty());
    }

    @Override
    public Frame expose(Shot shot) {
        double sigma =
                SHARPEST_PIXELS
                        * Math.hypot(1, (positionSteps.getAsInt() - BEST) / HALF_WIDTH_STEPS);
        var adu = new float[WIDTH * HEIGHT];
        for (int i = 0; i < adu.length; i++) {
            adu[i] = (float) (1_000 + 8 * noise.nextGaussian());
        }
        var place = new SplittableRandom(3);
        for (int star = 0; star < STARS && !covered; star++) {
            draw(
                    adu,
                    30 + place.nextDouble() * (WIDTH - 60),
                    30 + place.nextDouble() * (HEIGHT - 60),
                    sigma,
                    60_000 + place.nextDouble() * 200_000);
        }
        return new Frame(WIDTH, HEIGHT, adu);
    }

    private static void draw(float[] adu, double x0, double y0, double sigma, double flux) {
        int reach = (int) Math.ceil(5 * sigma);
        double peak = flux / (2 * Math.PI * sigma * sigma);
        for (int y = Math.max(0, (int) y0 - reach); y < Math.min(HEIGHT, y0 + reach); y++) {
            for (int x = Math.max(0, (int) x0 - reach); x < Math.min(WIDTH, x0 + reach); x++) {
                double r2 = (x - x0) * (x - x0) + (y - y0) * (y - y0);
                adu[y * WIDTH + x] += (float) (peak * Math.exp(-r2 / (2 * sigma * sigma)));
            }
        }
    }

    @Override
    public void close() {}
}
