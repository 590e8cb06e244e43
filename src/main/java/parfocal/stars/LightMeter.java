package parfocal.stars;

import java.util.Optional;

/// Measures centre, light and half-flux radius at one place of a frame.
///
/// The recipe of half-flux photometry: windowed centroid (Bertin), background from a ring, growth curve, radius of the circle
/// tied to the size and repeated. Negative pixels count as they are: cut off, noise would look like wings.
final class LightMeter {
    /// Half-flux radius from which even a knife edge is sampled well enough.
    private static final double COARSE_PIXELS = 4;

    /// How much further than needed the growth curve reaches, so that the size may turn out larger.
    private static final double ROOM = 1.2;

    private static final double SMALLEST = 0.6;

    private final Pixels pixels;
    private final Mesh sky;
    private final Stamp stamp = new Stamp();
    private final GrowthCurve growth = new GrowthCurve();
    private final SkySample ring = new SkySample(2048);
    private double[] weightX = new double[0];
    private double x;
    private double y;

    LightMeter(Pixels pixels, Mesh sky) {
        this.pixels = pixels;
        this.sky = sky;
    }

    /// What the last measurement looked at.
    Stamp stamp() {
        return stamp;
    }

    /// @param expectedHfr the size to begin with
    /// @param free        whether the measuring circle follows the size found, or stays at the expected one
    /// @return nothing when there is no light above the background, or the place is outside the frame
    Optional<Light> measure(
            double startX, double startY, double expectedHfr, Aperture aperture, boolean free) {
        x = startX;
        y = startY;
        if (!pixels.contains(x, y)) {
            return Optional.empty();
        }
        double size = Math.max(SMALLEST, expectedHfr);
        for (int round = 0; round < 6; round++) {
            stamp.show(pixels, x, y, Math.max(aperture.ringOuter() * size, 3.6 * size + 4) + 2);
            double background = background(aperture.ringInner() * size, aperture.ringOuter() * size);
            if (round < 3) {
                centre(size, background, startX, startY);
            }
            double room = free ? ROOM : 1;
            double step = Math.max(0.12, size / 10);
            growth.measure(stamp, x, y, room * aperture.radius() * size, step, background);
            if (growth.total() <= 0) {
                return Optional.empty();
            }
            double settled = free ? settled(size, aperture) : size;
            // The ring and the centre's window may be a little off, the circle may not.
            if (Math.abs(settled - size) < 0.03 * size || round == 5) {
                return light(settled, aperture, background);
            }
            size = settled;
        }
        return Optional.empty();
    }

    /// The size that agrees with a circle tied to it, or the largest that the growth curve can tell.
    private double settled(double expected, Aperture aperture) {
        double size = expected;
        double largest = growth.outerRadius() / aperture.radius();
        for (int round = 0; round < 12; round++) {
            double shown = growth.within(aperture.radius() * size);
            double hfr = growth.radiusOf(aperture.halfOfShown() * shown);
            double next = Math.max(SMALLEST, Math.min(largest, hfr));
            if (shown <= 0 || Math.abs(next - size) < 0.003 * size) {
                return next;
            }
            size = next;
        }
        return size;
    }

    private Optional<Light> light(double size, Aperture aperture, double background) {
        double radius = aperture.radius() * size;
        double total = growth.within(radius);
        if (total <= 0) {
            return Optional.empty();
        }
        double hfr = growth.radiusOf(aperture.halfOfShown() * total);
        double noise = ring.sigma();
        double slope = Math.max(0.3 * total / Math.max(0.3, hfr), growth.slopeAt(hfr));
        double area = Math.PI * radius * radius;
        double noiseTerm = 0.5 * Math.sqrt(area) * noise / slope;
        double ringError = 1.25 * noise / Math.sqrt(Math.max(1, ring.kept()));
        double ringTerm = ringError * Math.abs(0.5 * area - Math.PI * hfr * hfr) / slope;
        double half = aperture.halfOfShown();
        double fraction80 = Math.min(0.98, half * 1.6);
        double softness = growth.radiusOf(fraction80 * total) / Math.max(0.1, hfr);
        double[] axes = axes(1.3 * hfr, background);
        double[] peaks = peaks(hfr, background);
        double hfrError = Math.sqrt(noiseTerm * noiseTerm + ringTerm * ringTerm);
        boolean betweenPixels =
                hfr < COARSE_PIXELS
                        && softness < Aperture.SOFTEST_DISC
                        && hfrError < 0.005 * hfr
                        && axes[0] < 1.2 * axes[1]
                        && pixels.containsCircle(x, y, RoundModel.reach(hfr));
        double sampled =
                betweenPixels ? new RoundModel(stamp, x, y, hfr, background).trueRadius(hfr) : hfr;
        return Optional.of(new Light(
                x,
                y,
                background,
                noise,
                total / aperture.shownShare(),
                sampled,
                hfrError,
                0.5 * Math.sqrt(total) / slope,
                2 * growth.halfMaximumRadius(Math.max(0.35, hfr / 8)),
                peaks[0],
                peaks[1],
                softness,
                axes[0],
                axes[1],
                pixels.containsCircle(x, y, radius)));
    }

    /// The ring's level; its scatter stays in [#ring].
    private double background(double inner, double outer) {
        double reach = Math.max(outer, inner + 4);
        ring.clear();
        double wanted = Math.max(400, Math.PI * inner * inner);
        double available = Math.PI * (reach * reach - inner * inner);
        int stride = (int) Math.max(1, Math.floor(available / wanted));
        collect(x, y, inner, reach, stride);
        ring.clip(2.5, sky.levelAt(x, y), sky.noiseAt(x, y));
        return ring.mode();
    }

    /// Every `stride`-th pixel between two circles.
    private void collect(double centreX, double centreY, double inner, double outer, int stride) {
        int top = Math.max(stamp.top(), (int) Math.ceil(centreY - outer));
        int bottom = Math.min(stamp.bottom(), (int) Math.floor(centreY + outer));
        int left = Math.max(stamp.left(), (int) Math.ceil(centreX - outer));
        int right = Math.min(stamp.right(), (int) Math.floor(centreX + outer));
        int turn = 0;
        for (int row = top; row <= bottom; row++) {
            double dy = row - centreY;
            double hole = inner * inner - dy * dy;
            double holeHalf = hole > 0 ? Math.sqrt(hole) : 0;
            // Strictly inside the inner circle: jumped over.
            int holeFrom = (int) Math.ceil(centreX - holeHalf + 1e-9);
            int holeTo = (int) Math.floor(centreX + holeHalf - 1e-9);
            double half = Math.sqrt(Math.max(0, outer * outer - dy * dy));
            int from = Math.max(left, (int) Math.ceil(centreX - half));
            int to = Math.min(right, (int) Math.floor(centreX + half));
            for (int column = from; column <= to; column++) {
                if (hole > 0 && column >= holeFrom && column <= holeTo) {
                    column = holeTo;
                    continue;
                }
                if (++turn >= stride) {
                    turn = 0;
                    ring.add(stamp.at(column, row));
                }
            }
        }
    }

    /// Clipped mean of the pixels between two circles.
    double ringMean(double centreX, double centreY, double inner, double outer) {
        stamp.show(pixels, centreX, centreY, outer + 1);
        ring.clear();
        collect(centreX, centreY, inner, outer, 1);
        ring.clip(2.5, sky.levelAt(centreX, centreY), sky.noiseAt(centreX, centreY));
        return ring.mean();
    }

    /// Makes the growth curve of a place, for [#growth()].
    void grow(double centreX, double centreY, double radius, double step, double background) {
        stamp.show(pixels, centreX, centreY, radius + 3);
        growth.measure(stamp, centreX, centreY, radius, step, background);
    }

    GrowthCurve growth() {
        return growth;
    }

    private void centre(double hfr, double background, double startX, double startY) {
        double window = Math.max(0.8, hfr / 1.18);
        // For a Gaussian seen through a window of its own width the shift shows by half.
        double gain = 1.8;
        double farthest = Math.max(1.5, 1.2 * hfr);
        for (int round = 0; round < 6; round++) {
            int reach = (int) Math.ceil(3 * window);
            int middleX = (int) Math.round(x);
            int middleY = (int) Math.round(y);
            double sum = 0;
            double sumX = 0;
            double sumY = 0;
            double scale = -0.5 / (window * window);
            window(middleX - reach, middleX + reach, scale);
            for (int row = Math.max(stamp.top(), middleY - reach);
                    row <= Math.min(stamp.bottom(), middleY + reach);
                    row++) {
                double dy = row - y;
                double weightY = Math.exp(scale * dy * dy);
                for (int column = Math.max(stamp.left(), middleX - reach);
                        column <= Math.min(stamp.right(), middleX + reach);
                        column++) {
                    double dx = column - x;
                    double weighted =
                            weightY
                                    * weightX[column - middleX + reach]
                                    * (stamp.at(column, row) - background);
                    sum += weighted;
                    sumX += weighted * dx;
                    sumY += weighted * dy;
                }
            }
            if (sum <= 0) {
                return;
            }
            double shiftX = gain * sumX / sum;
            double shiftY = gain * sumY / sum;
            double newX = x + shiftX;
            double newY = y + shiftY;
            double away = Math.hypot(newX - startX, newY - startY);
            if (!(away < farthest) || !pixels.contains(newX, newY)) {
                return;
            }
            x = newX;
            y = newY;
            if (Math.abs(shiftX) + Math.abs(shiftY) < 0.003 * window) {
                return;
            }
            // Rings need smaller steps than Gaussians: the window weighs their near side too much.
            gain = Math.max(1, 0.8 * gain);
        }
    }

    /// One row of the Gaussian window.
    private void window(int left, int right, double scale) {
        int columns = right - left + 1;
        if (weightX.length < columns) {
            weightX = new double[columns];
        }
        for (int column = 0; column < columns; column++) {
            double dx = left + column - x;
            weightX[column] = Math.exp(scale * dx * dx);
        }
    }

    /// Standard deviations along both axes, seen through a Gaussian window whose effect is taken out again.
    private double[] axes(double window, double background) {
        double w = Math.max(1.2, window);
        int reach = (int) Math.ceil(2.5 * w);
        double scale = -0.5 / (w * w);
        double sum = 0;
        double xx = 0;
        double yy = 0;
        double xy = 0;
        int middleX = (int) Math.round(x);
        int middleY = (int) Math.round(y);
        window(middleX - reach, middleX + reach, scale);
        for (int row = Math.max(stamp.top(), middleY - reach);
                row <= Math.min(stamp.bottom(), middleY + reach);
                row++) {
            double dy = row - y;
            double weightY = Math.exp(scale * dy * dy);
            for (int column = Math.max(stamp.left(), middleX - reach);
                    column <= Math.min(stamp.right(), middleX + reach);
                    column++) {
                double dx = column - x;
                double value =
                        weightY
                                * weightX[column - middleX + reach]
                                * (stamp.at(column, row) - background);
                sum += value;
                xx += value * dx * dx;
                yy += value * dy * dy;
                xy += value * dx * dy;
            }
        }
        if (sum <= 0) {
            return new double[] {w, w};
        }
        double mean = 0.5 * (xx + yy) / sum;
        double spread = Math.hypot(0.5 * (xx - yy) / sum, xy / sum);
        return new double[] {unwindowed(mean + spread, w), unwindowed(mean - spread, w)};
    }

    private static double unwindowed(double variance, double window) {
        double seen = Math.max(0.02, variance);
        double inverse = 1 / seen - 1 / (window * window);
        // As wide as the window or wider: the window cannot tell how wide.
        double widest = 9 * window * window;
        return Math.sqrt(inverse > 1 / widest ? 1 / inverse : widest);
    }

    /// The two highest pixels over the background.
    private double[] peaks(double hfr, double background) {
        int reach = (int) Math.ceil(1.6 * hfr + 0.5);
        int middleX = (int) Math.round(x);
        int middleY = (int) Math.round(y);
        double highest = 0;
        double second = 0;
        for (int row = Math.max(stamp.top(), middleY - reach);
                row <= Math.min(stamp.bottom(), middleY + reach);
                row++) {
            for (int column = Math.max(stamp.left(), middleX - reach);
                    column <= Math.min(stamp.right(), middleX + reach);
                    column++) {
                double value = stamp.at(column, row) - background;
                if (value > highest) {
                    second = highest;
                    highest = value;
                } else if (value > second) {
                    second = value;
                }
            }
        }
        return new double[] {highest, second};
    }
}
