package parfocal.stars;

import java.util.Arrays;
import java.util.List;

/// The light of every star of a frame where it disturbs another.
final class Crowd {
    /// A neighbour's half-flux radius further out its light still leaks in.
    private static final double REACH = 1.5;

    /// Over how many half-flux radii around the measuring circle's border a neighbour's light comes in little by little.
    private static final double BORDER = 1.4;

    private static final int ENOUGH = 1000;

    private final Vicinity<Shine> near;
    private final double reach;
    private final double radius;

    /// A place and how much light comes from there.
    private record Shine(double x, double y, double flux) {}

    private Crowd(Vicinity<Shine> near, double reach, double radius) {
        this.near = near;
        this.reach = reach;
        this.radius = radius;
    }

    /// @param unmeasured what else shines there, fainter
    static Crowd of(Pixels pixels, List<Candidate> found, List<Peak> unmeasured, StarLook look) {
        double radius = look.aperture().radius() * look.size().hfrPixels();
        double reach = REACH * radius;
        Vicinity<Shine> near = new Vicinity<>(pixels, reach);
        for (Candidate candidate : found) {
            Light light = candidate.light();
            near.add(light.x(), light.y(), reach, new Shine(light.x(), light.y(), light.flux()));
        }
        double fluxOverHeight = fluxOverHeight(found);
        for (Peak peak : unmeasured) {
            double flux = fluxOverHeight * peak.height();
            near.add(peak.x(), peak.y(), reach, new Shine(peak.x(), peak.y(), flux));
        }
        return new Crowd(near, reach, radius);
    }

    /// The same for all stars of a frame.
    private static double fluxOverHeight(List<Candidate> found) {
        double[] ratios =
                found.stream()
                        .limit(ENOUGH)
                        .mapToDouble(c -> c.light().flux() / c.peak().height())
                        .toArray();
        Arrays.sort(ratios);
        return ratios.length == 0 ? 0 : ratios[ratios.length / 2];
    }

    /// Light of others around a star, over its own.
    ///
    /// @param near    within reach
    /// @param leaking within its measuring circle
    record Share(double near, double leaking) {}

    Share share(Light light) {
        double half = 0.5 * BORDER * light.hfr();
        double all = radius - half;
        double nothing = Math.max(reach, radius + half);
        Sums sums = new Sums();
        near.forEachAt(
                light.x(),
                light.y(),
                other -> {
                    double dx = other.x - light.x();
                    double dy = other.y - light.y();
                    double square = dx * dx + dy * dy;
                    // At no distance at all is only the star itself.
                    if (square == 0 || square >= nothing * nothing) {
                        return;
                    }
                    double distance = Math.sqrt(square);
                    sums.near += distance < reach ? other.flux : 0;
                    // Whatever shines near the border comes in little by little.
                    double part = (radius + half - distance) / (2 * half);
                    sums.leaking += Math.max(0, distance <= all ? 1 : part) * other.flux;
                });
        return new Share(sums.near / light.flux(), sums.leaking / light.flux());
    }

    private static final class Sums {
        double near;
        double leaking;
    }
}
