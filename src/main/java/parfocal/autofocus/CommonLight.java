package parfocal.autofocus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// The light of each frame of a run against each other, told by the stars that both show.
final class CommonLight {
    private static final int FEWEST_STARS = 3;
    private static final int ROUNDS = 100;

    private final double[][] more;
    private final int[][] common;

    /// @param more   ln of how much more light the common stars gave in the first frame than in the second: their median
    /// @param common how many they are; 0 for fewer than a ratio can be told by
    private CommonLight(double[][] more, int[][] common) {
        this.more = more;
        this.common = common;
    }

    static CommonLight of(List<SameStars.Sighting> seen, int count) {
        var logFlux = new ArrayList<Map<Integer, Double>>();
        for (int frame = 0; frame < count; frame++) {
            logFlux.add(new HashMap<>());
        }
        for (SameStars.Sighting s : seen) {
            if (s.fluxAdu() > 0) {
                logFlux.get(s.frame()).put(s.star(), StrictMath.log(s.fluxAdu()));
            }
        }
        double[][] more = new double[count][count];
        int[][] common = new int[count][count];
        for (int f = 0; f < count; f++) {
            for (int g = 0; g < count; g++) {
                double[] ratios = ratios(logFlux.get(f), logFlux.get(g));
                common[f][g] = f == g || ratios.length < FEWEST_STARS ? 0 : ratios.length;
                more[f][g] = Median.of(ratios);
            }
        }
        return new CommonLight(more, common);
    }

    private static double[] ratios(Map<Integer, Double> one, Map<Integer, Double> other) {
        return one.entrySet().stream()
                .filter(star -> other.containsKey(star.getKey()))
                .mapToDouble(star ->
                        star.getValue() - other.getOrDefault(star.getKey(), star.getValue()))
                .toArray();
    }

    int frames() {
        return more.length;
    }

    /// Light of one frame over that of another, in ln; empty where they share too few stars.
    OptionalDouble between(int frame, int other) {
        return common[frame][other] == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(more[frame][other]);
    }

    /// Whether a frame gave less than this share of the light of another, by stars enough.
    boolean dimmed(int frame, double share) {
        return IntStream.range(0, frames())
                .mapToObj(other -> between(frame, other))
                .flatMapToDouble(OptionalDouble::stream)
                .anyMatch(more -> more < StrictMath.log(share));
    }

    /// Of all frames on one scale, in ln, up to a constant.
    double[] ofFrames() {
        int count = frames();
        double[] light = new double[count];
        for (int round = 0; round < ROUNDS; round++) {
            for (int f = 0; f < count; f++) {
                double sum = 0;
                int weight = 0;
                for (int g = 0; g < count; g++) {
                    sum += common[f][g] * (light[g] + more[f][g]);
                    weight += common[f][g];
                }
                light[f] = weight == 0 ? light[f] : sum / weight;
            }
        }
        return light;
    }
}
