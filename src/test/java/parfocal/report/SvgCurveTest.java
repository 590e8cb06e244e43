package parfocal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import parfocal.curve.Arrival;

final class SvgCurveTest {

    @Test
    void isOneFileThatNeedsNothingBesideIt() throws Exception {
        String svg = SvgCurve.of(CurveFixture.whole());

        assertThat(parsed(svg).getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(svg)
                .doesNotContain("href", "<style", "<script", "url(")
                .contains("refractor-80 &lt;22:41&gt; &amp; more");
    }

    @Test
    void saysWhatIsOnItsAxesAndWhatCameOut() throws Exception {
        assertThat(words(SvgCurve.of(CurveFixture.whole())))
                .contains(
                        "focuser position (steps)",
                        "half-flux radius (pixels)",
                        "best 5143 ± 4",
                        "clouds")
                .contains("5000", "5050", "5300", "0", "2", "4", "6", "8");
    }

    @Test
    void explainsOnlyTheSignsThatOccur() throws Exception {
        var withoutAll =
                CurvePicture.of("bare", List.of(new CurvePicture.Sample(1, 2, 0.1, Arrival.UP)));

        assertThat(words(SvgCurve.of(CurveFixture.whole())))
                .contains(
                        "reached upward",
                        "reached downward",
                        "measured",
                        "not used",
                        "model",
                        "critical zone",
                        "proof",
                        "start");
        assertThat(words(SvgCurve.of(withoutAll)))
                .contains("reached upward")
                .doesNotContain("reached downward", "not used", "model", "proof", "start");
    }

    @Test
    void aSampleReachedUpwardPointsUp() throws Exception {
        var up = CurvePicture.of("up", List.of(new CurvePicture.Sample(614, 2, 0.1, Arrival.UP)));
        var down =
                CurvePicture.of(
                        "down", List.of(new CurvePicture.Sample(614, 2, 0.1, Arrival.DOWN)));

        assertThat(tipOfTheLastTriangle(SvgCurve.of(up))).isNegative();
        assertThat(tipOfTheLastTriangle(SvgCurve.of(down))).isPositive();
    }

    @Test
    void anUnusedSampleIsHollow() {
        assertThat(SvgCurve.of(CurveFixture.samples()))
                .containsPattern("<polygon points='[^']*' fill='none' stroke='#2b7bd6'");
    }

    @Test
    void aCurveWithoutAnySampleIsDrawnToo() throws Exception {
        assertThat(words(SvgCurve.of(CurvePicture.of("nothing yet", List.of()))))
                .contains("nothing yet");
    }

    @Test
    void aModelThatIsNoNumberIsLeftAway() {
        assertThat(SvgCurve.of(CurveFixture.samples().withModel(x -> Double.NaN)))
                .doesNotContain("<polyline", "NaN");
    }

    @ParameterizedTest
    @ValueSource(ints = {320, 480, 960, 1600})
    void everythingLiesOnThePaper(int width) throws Exception {
        int height = width * 9 / 16;
        Document svg = parsed(SvgCurve.of(CurveFixture.whole(), width, height));

        for (String tag : List.of("line", "text", "rect")) {
            var elements = svg.getElementsByTagName(tag);
            for (int i = 0; i < elements.getLength(); i++) {
                var element = (Element) elements.item(i);
                boolean line = tag.equals("line");
                assertThat(number(element, line ? "x1" : "x")).isBetween(0.0, (double) width);
                assertThat(number(element, line ? "y1" : "y")).isBetween(0.0, (double) height);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Ink.class)
    void everyInkIsReadableOnWhiteAndOnDark(Ink ink) {
        // 3 : 1 is what WCAG 2.2 asks of signs and of large letters.
        assertThat(contrast(ink.rgb(), 0xffffff)).as("%s on white", ink).isGreaterThan(3);
        assertThat(contrast(ink.rgb(), 0x14181d)).as("%s on dark", ink).isGreaterThan(3);
    }

    @ParameterizedTest
    @EnumSource(PngCurve.Ground.class)
    void lettersOnAKnownGroundHaveMore(PngCurve.Ground ground) {
        assertThat(contrast(ground.shade(Ink.TEXT), ground.rgb())).isGreaterThan(7);
    }

    private static double contrast(int one, int other) {
        double brighter = Math.max(luminance(one), luminance(other));
        double darker = Math.min(luminance(one), luminance(other));
        return (brighter + 0.05) / (darker + 0.05);
    }

    /// Relative luminance of WCAG 2.2.
    private static double luminance(int rgb) {
        double[] linear =
                IntStream.of(16, 8, 0)
                        .mapToDouble(shift -> ((rgb >> shift) & 0xff) / 255.0)
                        .map(c -> c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4))
                        .toArray();
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    }

    private static double tipOfTheLastTriangle(String svg) throws Exception {
        var triangles = parsed(svg).getElementsByTagName("polygon");
        String points =
                ((Element) triangles.item(triangles.getLength() - 1)).getAttribute("points");
        double[] numbers =
                Pattern.compile("[ ,]")
                        .splitAsStream(points)
                        .mapToDouble(Double::parseDouble)
                        .toArray();
        return numbers[1] - numbers[3];
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    private static List<String> words(String svg) throws Exception {
        var texts = parsed(svg).getElementsByTagName("text");
        return IntStream.range(0, texts.getLength())
                .mapToObj(i -> texts.item(i).getTextContent())
                .toList();
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)));
    }
}
