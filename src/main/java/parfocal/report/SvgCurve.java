package parfocal.report;

/// A focus curve as an SVG file: self-contained, with a transparent ground, readable on white and on dark pages.
public final class SvgCurve {
    private static final int WIDTH_PIXELS = 960;
    private static final int HEIGHT_PIXELS = 540;

    private SvgCurve() {}

    public static String of(CurvePicture curve) {
        return of(curve, WIDTH_PIXELS, HEIGHT_PIXELS);
    }

    public static String of(CurvePicture curve, int widthPixels, int heightPixels) {
        var canvas = new SvgCanvas();
        new CurveDrawing(curve, widthPixels, heightPixels).on(canvas);
        return canvas.file(widthPixels, heightPixels, curve.title());
    }
}
