package parfocal.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class AberrationsTest {

    @Test
    void wavesBecomePixelsByFocalRatioAndPixel() {
        // f/10, 11.28 µm: half a wave of 0.55 µm is 8 · 10 · 0.5 · 0.55 / 11.28 = 1.95 px at the
        // rim.
        RigPlan rig =
                Rigs.named("sct-c11")
                        .orElseThrow()
                        .with("spherical-waves", "0.5")
                        .with("astigmatism-waves", "1");

        Aberrations aberrations = Aberrations.of(rig);

        assertThat(aberrations.sphericalPixels()).isCloseTo(1.950, within(0.001));
        assertThat(aberrations.astigmatismPixels()).isCloseTo(0.975, within(0.001));
    }

    @Test
    void bestFocusLiesBetweenTheFociOfMiddleAndRim() {
        double disc = new Aberrations(2, 0).smallestAtDiscPixels(3, 0);

        assertThat(disc).isBetween(-2.0, -1.0);
    }

    @Test
    void astigmatismTurnsByARightAngleThroughFocus() {
        var aberrations = new Aberrations(0, 1.5);

        StarProfile outside = StarProfile.aberrated(2, 4, 0, aberrations);
        StarProfile inside = StarProfile.aberrated(2, -4, 0, aberrations);

        assertThat(outside.at(5, 0)).isGreaterThan(3 * outside.at(0, 5));
        assertThat(inside.at(0, 5)).isCloseTo(outside.at(5, 0), within(5e-4));
    }

    /// As in every exposure of a tube that cools.
    @Test
    void aStarThatMovesThroughFocusWhileTheShutterIsOpenStaysDrawnOut() {
        var aberrations = new Aberrations(0, 1.5);

        StarProfile mean =
                StarProfile.mean(
                        StarProfile.aberrated(2, 3.9, 0, aberrations),
                        StarProfile.aberrated(2, 4.1, 0, aberrations));

        StarProfile between = StarProfile.aberrated(2, 4, 0, aberrations);
        assertThat(mean.at(5, 0)).isCloseTo(between.at(5, 0), within(5e-4));
        assertThat(mean.at(0, 5)).isCloseTo(between.at(0, 5), within(5e-4));
    }

    @Test
    void withoutAnAberrationTheStarIsTheRoundOne() {
        StarProfile plain = StarProfile.of(3, 8, 0.3);
        StarProfile same = StarProfile.radial(3, 4, 0.3, new Aberrations(0, 0));

        assertThat(same.at(0)).isCloseTo(plain.at(0), within(0.02 * plain.at(0)));
        assertThat(same.at(4)).isCloseTo(plain.at(4), within(0.02 * plain.at(0)));
        assertThat(same.halfFluxRadiusPixels())
                .isCloseTo(plain.halfFluxRadiusPixels(), within(0.02));
    }
}
