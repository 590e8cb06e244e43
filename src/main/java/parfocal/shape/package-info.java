/// What the shape of stars tells about focus, beyond their size: the profile of a defocused star is the image of the pupil, a disc
/// with a hole, blurred by the seeing of that frame. Size mixes the two; the profile keeps them apart.
///
/// Lives here: the stacked radial profile of a frame's clear stars, the model of it, and the joint fit over the frames of a sweep.
/// May import `parfocal.image`, `parfocal.stars` and `parfocal.curve`. Formulas: Goodman, Introduction to Fourier Optics, ch. 6
/// (geometric transfer function of defocus); Fried 1966 (transfer function of long exposures).
@NullMarked
package parfocal.shape;

import org.jspecify.annotations.NullMarked;
