package parfocal.stars;

import java.util.Arrays;
import java.util.List;

/// The light of every star of a frame where it disturbs another.
final class Crowd {
    /// A neighbour's half-flux radius further out its light still leaks in.
    private static final double REACH = 1.5;

    /// Over how many half-flux radii around the measuring circle's border a neighbour's light comes in little by little.
    private static final double BORDER = 1.4;

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
                found.stream().mapToDouble(c -> c.light().flux() / c.peak().height()).toArray();
        Arrays.sort(ratios);
        return ratios.length == 0 ? 0 : ratios[ratios.length / 2];
    }

    /// Light of others near a star over its own.
    double share(Light light) {
        return sum(light, 0, reach) / light.flux();
    }

    /// Light of others within a star's measuring circle over its own.
    double leaking(Light light) {
        double half = 0.5 * BORDER * light.hfr();
        return sum(light, radius - half, radius + half) / light.flux();
    }

    /// Whatever shines within `all` counts whole, whatever shines outside `nothing` not at all, unless `all` is nowhere.
    private double sum(Light light, double all, double nothing) {
        double width = nothing - all;
        return near.sumAt(
                light.x(),
                light.y(),
                other -> {
                    double dx = other.x - light.x();
                    double dy = other.y - light.y();
                    double distance = Math.sqrt(dx * dx + dy * dy);
                    // At no distance at all is only the star itself.
                    if (distance == 0 || distance >= nothing) {
                        return 0;
                    }
                    double part = all > 0 ? Math.min(1, (nothing - distance) / width) : 1;
                    return part * other.flux;
                });
    }
}
