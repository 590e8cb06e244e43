package parfocal.stars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class HalfFluxRadiusTest {

    static Stream<Profile> shapes() {
        return Stream.of(1.5, 1.75, 2.0, 2.2, 2.5, 3.0, 3.5, 4.0, 9.0, 18.0, 30.0)
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

    static Stream<Profile> knifeEdgesSmallerThanFourPixels() {
        return shapes().filter(profile -> profile.hfr() < 4 && profile.isSharp());
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

    /// Half a pixel from the grid in one axis or both the samples repeat each other, and show least of the profile.
    @ParameterizedTest
    @MethodSource("knifeEdgesSmallerThanFourPixels")
    void holdsHalfOfAllLightWhereverInThePixelASharpDiscFalls(Profile profile) {
        assertThat(measured(profile, 0.5, 0)).isCloseTo(1, within(0.01));
        assertThat(measured(profile, 0.25, 0.25)).isCloseTo(1, within(0.01));
        assertThat(measured(profile, -0.4, 0.1)).isCloseTo(1, within(0.01));
        assertThat(measured(profile, 0.13, 0.37)).isCloseTo(1, within(0.01));
    }

    @ParameterizedTest
    @MethodSource("knifeEdgesSmallerThanFourPixels")
    void ofAFlatTopIsNoSaturation(Profile profile) {
        Star star = StarField.detect(profile.alone(0.31, -0.17)).stars().getFirst();
        assertThat(star.flags()).isEmpty();
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
