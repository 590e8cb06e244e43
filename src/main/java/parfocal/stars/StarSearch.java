package parfocal.stars;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import parfocal.image.Frame;

/// One frame's way from pixels to stars. Every step is split over the machine's cores in pieces whose results are joined in
/// one order, so that the same frame gives the same stars.
final class StarSearch {
    /// As many of the clearest peaks say what the frame's stars look like.
    private static final int SAMPLE = 300;

    private static final Comparator<Star> BRIGHTEST_FIRST =
            (a, b) -> {
                int brighter = Double.compare(b.fluxAdu(), a.fluxAdu());
                int lower = brighter != 0 ? brighter : Double.compare(a.y(), b.y());
                return lower != 0 ? lower : Double.compare(a.x(), b.x());
            };

    /// S/N that one star at least must have in a frame of many hot pixels.
    private static final double LEAST_OF_CLEAREST = 10;

    /// No number of stars is enough.
    static final int ALL = Integer.MAX_VALUE;

    /// As many of the clearest stars say what size is usual where.
    private static final int MAPPED = 1000;

    /// As many of the clearest stars show the noise of their photons.
    private static final int BRIGHT = 150;

    /// Peaks measured at a time when not all are wanted.
    private static final int PORTION = 400;

    private final int enough;
    private final Pixels pixels;
    private final Mesh sky;
    private final boolean noisy;
    private final boolean manyHot;
    private final List<RejectedObject> rejected;
    private final Detection detection;
    private final CircleTables tables = CircleTables.shared();
    private final PeakMeter meter;

    /// @param enough clean stars after which no fainter ones are measured
    StarSearch(Frame frame, Sensor known, int enough) {
        this.enough = enough;
        Sensor sensor = known.of(frame);
        Pixels raw = Pixels.of(frame, sensor.dark());
        double leastNoise = raw.quantum() / Math.sqrt(12);
        sky = Mesh.of(raw, leastNoise);
        noisy = sky.medianNoise() > leastNoise;
        DefectSearch.Found defects = new DefectSearch(raw, sky, sensor).run();
        rejected = new ArrayList<>(defects.seen());
        double area = (double) raw.width() * raw.height();
        int hot = defects.seen().size() + sensor.badPixelCount();
        manyHot = hot > HotPixels.CROWDED * area;
        pixels = raw.without(defects.defects());
        detection = new Detection(pixels, sky);
        meter = new PeakMeter(pixels, sky, tables);
    }

    StarField run() {
        List<Candidate> first =
                meter.measured(detection.clearestOfAllWidths(), peak -> peak.widthPixels() / 0.85);
        Optional<CommonSize> voted =
                CommonSize.of(
                        first.stream()
                                .filter(c -> c.snr() > 5 && c.light().hfr() > (manyHot ? 0.7 : 0.5))
                                .filter(c -> !Gates.isSpeck(c.light()))
                                .map(c -> new CommonSize.Vote(c.light().hfr(), c.snr()))
                                .toList());
        if (voted.isEmpty()) {
            return field(List.of(), Aperture.FOCUSED, Likeness.USUAL, Doubt.usual(sky));
        }
        CommonSize size = voted.get();
        List<Peak> peaks = outsideGlare(detection.matched(size.hfrPixels()), size.hfrPixels());
        List<Candidate> clearest =
                meter.measured(
                        peaks.subList(0, Math.min(SAMPLE, peaks.size())), _ -> size.hfrPixels());
        StarLook look = StarLook.learned(pixels, sky, tables, noisy, size, clearest);
        Jury jury = new Jury(meter, look, peaks);
        List<Candidate> found = new ArrayList<>();
        int looked = 0;
        for (int clean = 0; looked < peaks.size() && clean < enough; ) {
            int end = enough == ALL ? peaks.size() : Math.min(peaks.size(), looked + PORTION);
            List<Candidate> more = stars(jury.judged(peaks.subList(looked, end)));
            clean += (int) more.stream().filter(c -> !look.isSaturated(c.light())).count();
            found.addAll(more);
            looked = end;
        }
        List<Candidate> sized = found.stream().filter(c -> !look.isSaturated(c.light())).toList();
        if (isRestOfHotPixels(found)
                || !Credibility.isStarField(sized, look.gates(), size, manyHot)) {
            rejectAll(found);
            return field(List.of(), look.aperture(), Likeness.USUAL, Doubt.usual(sky));
        }
        rejectWiderThings(first, found, size);
        return field(found, peaks.subList(looked, peaks.size()), look);
    }

    /// The peaks that are more than a bump in the glare of a clearer one.
    private List<Peak> outsideGlare(List<Peak> clearestFirst, double hfrPixels) {
        Vicinity<Peak> glaring = new Vicinity<>(pixels, 4 * hfrPixels);
        List<Peak> outside = new ArrayList<>(clearestFirst.size());
        for (Peak peak : clearestFirst) {
            boolean hidden =
                    glaring.anyAt(
                            peak.x(),
                            peak.y(),
                            clearer -> Detection.isGlare(peak, clearer, hfrPixels));
            if (hidden) {
                reject(peak.x(), peak.y(), Rejection.GLARE);
            } else {
                outside.add(peak);
                glaring.add(peak.x(), peak.y(), Detection.glareReach(peak, hfrPixels), peak);
            }
        }
        return outside;
    }

    /// Clearest first.
    private List<Candidate> stars(List<Jury.Judged> all) {
        List<Candidate> found = new ArrayList<>();
        for (Jury.Judged judged : all) {
            double x = judged.candidate().map(c -> c.light().x()).orElse(judged.peak().x());
            double y = judged.candidate().map(c -> c.light().y()).orElse(judged.peak().y());
            judged.refusal()
                    .ifPresentOrElse(
                            cause -> reject(x, y, cause),
                            () -> judged.candidate().ifPresent(found::add));
        }
        return found;
    }

    /// What only a wider filter saw: counted, so that the annotated picture can say why it is no star.
    private void rejectWiderThings(List<Candidate> first, List<Candidate> found, CommonSize size) {
        for (Candidate candidate : first) {
            Light light = candidate.light();
            if (light.hfr() < 1.6 * size.hfrPixels()) {
                continue;
            }
            boolean star = found.stream().anyMatch(c -> distance(c.light(), light) < light.hfr());
            if (!star) {
                reject(light.x(), light.y(), Rejection.NEBULOSITY);
            }
        }
    }

    private static double distance(Light a, Light b) {
        double dx = a.x() - b.x();
        double dy = a.y() - b.y();
        return Math.sqrt(dx * dx + dy * dy);
    }

    /// Where many pixels are hot, more are a little warm, and groups of those look like faint stars.
    private boolean isRestOfHotPixels(List<Candidate> found) {
        return manyHot && found.stream().noneMatch(c -> c.snr() >= LEAST_OF_CLEAREST);
    }

    /// Impostors among themselves: long ones are tracks, the rest is what a sky without stars has left.
    private void rejectAll(List<Candidate> found) {
        for (Candidate candidate : found) {
            Light light = candidate.light();
            boolean track = light.hfr() < 2 || light.axisRatio() > 1.6;
            reject(light.x(), light.y(), track ? Rejection.COSMIC_RAY : Rejection.NEBULOSITY);
        }
    }

    /// @param unmeasured what else shines there, fainter
    private StarField field(List<Candidate> half, List<Peak> unmeasured, StarLook look) {
        Likeness likeness =
                Likeness.learned(half.stream().filter(c -> !look.isSaturated(c.light())).toList());
        List<Candidate> found =
                half.stream()
                        .map(c ->
                                look.isSaturated(c.light())
                                        ? c
                                        : new Candidate(
                                                c.peak(), likeness.better(c.light()), c.snr()))
                        .toList();
        Crowd crowd = Crowd.of(pixels, found, unmeasured, look);
        List<Crowd.Share> others = found.parallelStream().map(c -> crowd.share(c.light())).toList();
        List<Set<StarFlag>> flags =
                IntStream.range(0, found.size())
                        .parallel()
                        .mapToObj(i -> flags(found.get(i).light(), others.get(i), look))
                        .toList();
        List<Candidate> clean = new ArrayList<>();
        List<Candidate> alone = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            Candidate candidate = found.get(i);
            if (flags.get(i).isEmpty()) {
                clean.add(candidate);
                if (Doubt.isAlone(others.get(i))) {
                    alone.add(candidate);
                }
            }
        }
        // The map of the gates was made before sizes were what they are now.
        SizeMap map =
                SizeMap.of(
                        pixels,
                        look.size(),
                        clean.stream().limit(MAPPED).map(Candidate::light).toList());
        List<Light> bright = clean.stream().limit(BRIGHT).map(Candidate::light).toList();
        OptionalDouble aduPerPhoton = PhotonNoise.aduPerPhoton(pixels, bright, sky.medianNoise());
        Doubt doubt = Doubt.learned(clean, alone, map, sky, aduPerPhoton);
        List<Star> stars = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            Light light = found.get(i).light();
            stars.add(
                    star(
                            light,
                            doubt.sigma(light, others.get(i).leaking()),
                            found.get(i).snr(),
                            flags.get(i)));
        }
        stars.sort(BRIGHTEST_FIRST);
        return field(stars, look.aperture(), likeness, doubt);
    }

    private static Set<StarFlag> flags(Light light, Crowd.Share others, StarLook look) {
        Set<StarFlag> flags = EnumSet.noneOf(StarFlag.class);
        if (look.isSaturated(light)) {
            flags.add(StarFlag.SATURATED);
        }
        if (!light.wholeInFrame()) {
            flags.add(StarFlag.NEAR_EDGE);
        }
        if (others.near() > 0.05) {
            flags.add(StarFlag.CROWDED);
        }
        if (!look.gates().isCommon(light)) {
            flags.add(StarFlag.ODD_SIZE);
        }
        return flags;
    }

    static Star star(Light light, double hfrSigma, double snr, Set<StarFlag> flags) {
        return new Star(
                light.x(),
                light.y(),
                light.flux(),
                light.hfr(),
                hfrSigma,
                light.fwhm(),
                light.peak(),
                light.eccentricity(),
                OptionalDouble.of(light.longAxisDegrees()),
                snr,
                flags);
    }

    private void reject(double x, double y, Rejection cause) {
        rejected.add(new RejectedObject(x, y, cause));
    }

    private StarField field(List<Star> stars, Aperture aperture, Likeness likeness, Doubt doubt) {
        return new StarField(
                stars,
                rejected,
                sky,
                meter.one(),
                aperture,
                likeness,
                doubt,
                SkyRelief.sigmas(sky, pixels.width(), pixels.height()));
    }
}
