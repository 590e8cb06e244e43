package parfocal.stars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class HalfFluxRadiusTest {

    /// Discs with a knife edge begin at 4 px: smaller ones do not pass through a telescope.
    static Stream<Profile> shapes() {
        return Stream.concat(
                Stream.of(1.5, 2.2, 4.0, 9.0, 18.0, 30.0)
                        .flatMap(hfr ->
                                Stream.of(
                                        Profile.gaussian(hfr),
                                        Profile.moffat(2.5, hfr),
                                        Profile.moffat(3.5, hfr),
                                        Profile.moffat(4.765, hfr))),
                Stream.of(4.0, 9.0, 18.0, 30.0)
                        .flatMap(hfr ->
                                Stream.of(
                                        Profile.ring(0, hfr),
                                        Profile.ring(0.34, hfr),
                                        Profile.ring(0.5, hfr))));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void holdsHalfOfAllLightWithTheStarOnThePixelGrid(Profile profile) {
        assertThat(measured(profile, 0, 0)).isCloseTo(1, within(0.01));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void holdsHalfOfAllLightWithTheStarBetweenPixels(Profile profile) {
        assertThat(measured(profile, 0.5, 0.5)).isCloseTo(1, within(0.01));
        assertThat(measured(profile, 0.31, -0.17)).isCloseTo(1, within(0.01));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void ofAStarWithoutNoiseHasNextToNoError(Profile profile) {
        Star star = StarField.detect(profile.alone(0.2, 0.1)).stars().getFirst();
        assertThat(star.hfrSigmaPixels()).isLessThan(0.02 * profile.hfr());
    }

    /// Measured over true size.
    private static double measured(Profile profile, double offsetX, double offsetY) {
        StarField field = StarField.detect(profile.alone(offsetX, offsetY));
        assertThat(field.stars()).hasSize(1);
        return field.medianHfrPixels().orElseThrow() / profile.hfrOnPixels();
    }
}
