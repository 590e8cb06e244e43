package parfocal.stars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class HalfFluxRadiusTest {

    static Stream<Profile> shapes() {
        return Stream.of(1.5, 2.2, 4.0, 9.0, 18.0, 30.0)
                .flatMap(hfr ->
                        Stream.of(
                                Profile.gaussian(hfr),
                                Profile.moffat(2.5, hfr),
                                Profile.moffat(3.5, hfr),
                                Profile.moffat(4.765, hfr),
                                Profile.ring(0, hfr),
                                Profile.ring(0.34, hfr),
                                Profile.ring(0.5, hfr)));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void isTheRadiusOfHalfOfAllLightWhereverTheStarFallsOnThePixels(Profile profile) {
        double truth = profile.hfrOnPixels();
        for (List<Double> offset :
                List.of(List.of(0.0, 0.0), List.of(0.5, 0.5), List.of(0.31, -0.17))) {
            StarField field = StarField.detect(profile.alone(offset.getFirst(), offset.getLast()));
            assertThat(field.stars()).hasSize(1);
            double measured = field.medianHfrPixels().orElseThrow();
            if (System.getProperty("dbg") != null)
                System.err.printf(
                        "%s %s %.4f %.4f %+.4f %.3f%n",
                        profile,
                        offset,
                        measured,
                        truth,
                        measured / truth - 1,
                        field.stars().getFirst().fwhmPixels());
            assertThat(measured).isCloseTo(truth, within(0.01 * truth));
        }
    }
}
