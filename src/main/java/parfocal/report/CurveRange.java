package parfocal.report;

import java.util.stream.DoubleStream;

/// The part of the number line that a plot of a focus curve shows.
record CurveRange(double from, double to) {
    /// A start farther away than this share of the range is only pointed at.
    private static final double FAR = 0.35;

    private static final double MARGIN = 0.04;
    private static final double HEADROOM = 1.06;
    private static final double FLOOR = 0.12;

    Axis onto(double fromPaper, double toPaper) {
        return Axis.of(from, to, fromPaper, toPaper);
    }

    static CurveRange positions(CurvePicture curve) {
        var measured =
                DoubleStream.concat(
                                curve.samples().stream().mapToDouble(s -> s.positionSteps()),
                                DoubleStream.concat(
                                        curve.best().stream().mapToDouble(b -> b.positionSteps()),
                                        curve.proof().stream().mapToDouble(p -> p.positionSteps())))
                        .summaryStatistics();
        if (measured.getCount() == 0) {
            double only = curve.startSteps().orElse(0);
            return new CurveRange(only - 1, only + 1);
        }
        double extent = Math.max(1, measured.getMax() - measured.getMin());
        double start = curve.startSteps().orElse(measured.getMin());
        boolean near =
                start > measured.getMin() - FAR * extent
                        && start < measured.getMax() + FAR * extent;
        double from = near ? Math.min(start, measured.getMin()) : measured.getMin();
        double to = near ? Math.max(start, measured.getMax()) : measured.getMax();
        double margin = MARGIN * Math.max(1, to - from);
        return new CurveRange(from - margin, to + margin);
    }

    /// From 0, so that twice as high is twice as large.
    static CurveRange sizes(CurvePicture curve) {
        double largest =
                DoubleStream.concat(
                                curve.samples().stream()
                                        .mapToDouble(
                                                s -> s.sizePixels() + s.sigmaPixels().orElse(0)),
                                curve.proof().stream()
                                        .mapToDouble(
                                                p -> p.sizePixels() + p.sigmaPixels().orElse(0)))
                        .filter(Double::isFinite)
                        .max()
                        .orElse(1);
        return new CurveRange(0, Math.max(0.1, largest * HEADROOM));
    }

    /// From a little below the smallest, where rows are few.
    static CurveRange sizesWithoutZero(CurvePicture curve) {
        double smallest =
                DoubleStream.concat(
                                curve.samples().stream().mapToDouble(s -> s.sizePixels()),
                                curve.proof().stream().mapToDouble(p -> p.sizePixels()))
                        .min()
                        .orElse(0);
        double to = sizes(curve).to();
        return new CurveRange(Math.max(0, smallest - FLOOR * (to - smallest)), to);
    }
}
