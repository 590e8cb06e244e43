package parfocal.autofocus;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import parfocal.device.Focuser;
import parfocal.device.Shot;
import parfocal.image.Frame;
import parfocal.link.WireLog;
import parfocal.motion.Limits;
import parfocal.motion.Settling;
import parfocal.motion.SettlingSettings;
import parfocal.rig.Rig;
import parfocal.rig.RigPlan;
import parfocal.rig.Rigs;
import parfocal.rig.TrueCurve;
import parfocal.stars.Sensor;
import parfocal.stars.Star;
import parfocal.stars.StarField;
import parfocal.time.VirtualPace;

/// Whether it helps to know the hot pixels of a sensor: sweeps of nine frames over rigs with up to one hot pixel in a hundred, each frame
/// beside the same frame of the same night without any. Prints a table.
///
/// `mvn test -Dtest=LearnedPixelsBench -Dparfocal.pixels=4 -Dparfocal.seed=7001`: four nights for each rig and share of hot pixels.
@EnabledIfSystemProperty(named = "parfocal.pixels", matches = "\\d+")
final class LearnedPixelsBench {
    private static final int FRAMES = 9;
    private static final int DARKS = 16;
    private static final Duration EXPOSURE = Duration.ofSeconds(4);

    /// Once so large in a frame, nothing sharp is a star.
    private static final double WIDE_PIXELS = 2.5;

    private enum Way {
        ALONE,
        LEARNED,
        LEARNED_FROM_WIDE,
        MAP,
        DARK
    }

    private static final class Tally {
        final List<Double> errors = new ArrayList<>();
        int stars;
        int falseStars;
        int lost;
        int empty;
    }

    @Test
    void tableOfWays() throws Exception {
        int nights = Integer.getInteger("parfocal.pixels");
        long seed = Long.getLong("parfocal.seed", 1);
        System.out.println(
                "rig               hot      way                frames  error of frame value rms / worst %   false stars   lost stars   of   empty");
        for (String name :
                List.of("refractor-toa150", "refractor-80", "sct-c11", "newton-f4", "lens-135")) {
            for (double share : new double[] {0.001, 0.01}) {
                var tallies = new EnumMap<Way, Tally>(Way.class);
                for (Way way : Way.values()) {
                    tallies.put(way, new Tally());
                }
                for (int night = 0; night < nights; night++) {
                    sweep(Rigs.named(name).orElseThrow(), share, seed + night, tallies);
                }
                tallies.forEach((way, tally) -> print(name, share, way, tally));
            }
        }
    }

    private static void print(String name, double share, Way way, Tally tally) {
        double rms = Math.sqrt(tally.errors.stream().mapToDouble(e -> e * e).average().orElse(0));
        double worst = tally.errors.stream().mapToDouble(Math::abs).max().orElse(0);
        System.out.printf(
                Locale.ROOT,
                "%-17s %5.3f   %-18s %5d        %6.2f  %6.2f              %6d       %6d  %6d  %4d%n",
                name,
                share,
                way,
                tally.errors.size(),
                100 * rms,
                100 * worst,
                tally.falseStars,
                tally.lost,
                tally.stars,
                tally.empty);
    }

    private static void sweep(RigPlan rig, double share, long seed, Map<Way, Tally> tallies)
            throws Exception {
        RigPlan small =
                rig.withField(Math.min(800, rig.widthPixels()), Math.min(600, rig.heightPixels()))
                        .with("seeing-jitter", "0.05")
                        .with("backlash-steps", "0");
        double halfWidth = 4 * TrueCurve.of(small).distanceOfGrowthSteps(0.03);
        RigPlan hot = small.with("hot-pixels", Double.toString(share));
        RigPlan clean = small.with("hot-pixels", "0");
        Frame dark =
                mean(
                        shots(
                                hot.with("stars", "0").with("nebulosity", "0"),
                                seed,
                                Collections.nCopies(DARKS, 0.0)));
        List<Double> places = new ArrayList<>();
        for (int i = 0; i < FRAMES; i++) {
            places.add(rig.bestSteps() + halfWidth * (3 - 0.75 * i));
        }
        List<Frame> dirty = shots(hot, seed, places);
        List<Frame> truth = shots(clean, seed, places);
        Sensor map = Sensor.UNKNOWN.withBadPixels(mapOf(dark));
        Sensor known = Sensor.UNKNOWN.withDark(dark);
        Sensor learned = Sensor.UNKNOWN;
        Sensor learnedWide = Sensor.UNKNOWN;
        for (int i = 0; i < FRAMES; i++) {
            StarField clear = StarField.detectClearest(truth.get(i), Sensor.UNKNOWN);
            StarField all = StarField.detect(truth.get(i));
            if (clear.medianHfrPixels().isEmpty()) {
                continue;
            }
            Frame frame = dirty.get(i);
            for (var each : tallies.entrySet()) {
                Way way = each.getKey();
                Sensor sensor =
                        switch (way) {
                            case ALONE -> Sensor.UNKNOWN;
                            case LEARNED -> learned;
                            case LEARNED_FROM_WIDE -> learnedWide;
                            case MAP -> map;
                            case DARK -> known;
                        };
                StarField field = StarField.detectClearest(frame, sensor);
                compare(field, clear, all, each.getValue());
                if (way == Way.LEARNED) {
                    learned = learned.after(frame, field);
                } else if (way == Way.LEARNED_FROM_WIDE
                        && field.medianHfrPixels().orElse(0) > WIDE_PIXELS) {
                    learnedWide = learnedWide.after(frame, field);
                }
            }
        }
    }

    private static void compare(StarField field, StarField clear, StarField all, Tally tally) {
        if (field.medianHfrPixels().isEmpty()) {
            tally.empty++;
            return;
        }
        tally.errors.add(
                Math.log(
                        field.medianHfrPixels().getAsDouble()
                                / clear.medianHfrPixels().getAsDouble()));
        tally.stars += clear.measurable().size();
        tally.falseStars +=
                (int) field.measurable().stream().filter(s -> !isNear(s, all.stars())).count();
        tally.lost +=
                (int) clear.measurable().stream().filter(s -> !isNear(s, field.stars())).count();
    }

    private static boolean isNear(Star star, List<Star> others) {
        double reach = Math.max(2, star.hfrPixels());
        return others.stream()
                .anyMatch(o -> Math.hypot(o.x() - star.x(), o.y() - star.y()) < reach);
    }

    private static Frame mean(List<Frame> frames) {
        Frame first = frames.getFirst();
        float[] mean = new float[first.adu().length];
        for (Frame frame : frames) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += frame.adu()[i] / frames.size();
            }
        }
        return new Frame(first.widthPixels(), first.heightPixels(), mean);
    }

    private static Frame mapOf(Frame dark) {
        float[] sorted = dark.adu().clone();
        Arrays.sort(sorted);
        float middle = sorted[sorted.length / 2];
        float spread = middle - sorted[sorted.length / 6];
        float[] map = new float[sorted.length];
        for (int i = 0; i < map.length; i++) {
            map[i] = dark.adu()[i] > middle + 6 * Math.max(1, spread) ? 1 : 0;
        }
        return new Frame(dark.widthPixels(), dark.heightPixels(), map);
    }

    private static List<Frame> shots(RigPlan plan, long seed, List<Double> places)
            throws Exception {
        var pace = new VirtualPace(Instant.parse("2026-11-21T20:00:00Z"));
        Rig rig = Rig.setUp(plan, seed, pace);
        var frames = new ArrayList<Frame>();
        try (Focuser device = rig.connectFocuser(WireLog.none());
                var focuser =
                        new Settling(
                                new Limits(device, device.travel()),
                                pace,
                                SettlingSettings.defaults())) {
            for (double place : places) {
                int target =
                        Math.clamp(
                                Math.round(place),
                                device.travel().minimumSteps(),
                                device.travel().maximumSteps());
                focuser.moveTo(target);
                frames.add(rig.camera().expose(new Shot(EXPOSURE, 1, Optional.empty())));
            }
        }
        return frames;
    }
}
