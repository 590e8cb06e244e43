package parfocal.stars;

import java.util.Optional;

/// How far out stars of a frame are measured, in units of their half-flux radius, and what happens further out.
///
/// With wings no circle holds all light: three half-flux radii miss 3–7 % of a Moffat star, and the ring where the background
/// is taken holds some more. Both are learned from the frame's bright stars ([Wings]) and put back.
///
/// @param radius      of the measuring circle
/// @param ringInner   where the background ring begins
/// @param ringOuter   where it ends
/// @param lostShare   part of the total light outside the measuring circle
/// @param ringLight   star light in the background ring: its mean brightness × π·hfr² over the total light
/// @param profile     how the light grows within the measuring circle, once the frame's stars have shown it
record Aperture(
        double radius,
        double ringInner,
        double ringOuter,
        double lostShare,
        double ringLight,
        Optional<CommonProfile> profile) {
    /// Round stars near focus; the shares are those of seeing and diffraction together.
    static final Aperture FOCUSED = new Aperture(3, 4, 6.5, 0.05, 0.0008, Optional.empty());

    /// Ratio of the radii of 80 % and 50 % of the light below which a star counts as a disc; a Gaussian has 1.52.
    static final double SOFTEST_DISC = 1.42;

    /// Discs and rings end at 1.4 half-flux radii; a smaller circle keeps neighbours and sky errors out. What seeing carries
    /// over its border shows in the softness: integrated profiles of telescopes from f/4 to f/10 with 2.5″ of seeing lose
    /// 0.8 % at 1.25 and 2.7 % at 1.40.
    static Aperture defocused(double softness) {
        double lost = Math.max(0.003, Math.min(0.03, 0.0077 + 0.123 * (softness - 1.247)));
        return new Aperture(2.4, 2.8, 4, lost, 0.035 * lost, Optional.empty());
    }

    /// Part of the light that the measuring circle shows, after its background was taken from the ring.
    double shownShare() {
        return 1 - lostShare - ringLight * radius * radius;
    }

    /// Part of the shown light inside the half-flux radius.
    double halfOfShown() {
        return (0.5 - ringLight) / shownShare();
    }

    Aperture with(double lost, double light) {
        return new Aperture(radius, ringInner, ringOuter, lost, light, profile);
    }

    Aperture with(Optional<CommonProfile> shown) {
        return new Aperture(radius, ringInner, ringOuter, lostShare, ringLight, shown);
    }
}
