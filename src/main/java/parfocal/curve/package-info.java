/// The V-curve: models of star size against focuser position, their fit with an honest uncertainty, and the checks that a fit must pass.
///
/// Pure functions of their arguments; imports nothing of ours.
@NullMarked
package parfocal.curve;

import org.jspecify.annotations.NullMarked;
