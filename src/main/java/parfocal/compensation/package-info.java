/// Holds focus as the temperature changes: where the focuser should stand, how many steps are due, and when to say that it is time to
/// focus anew. Decides; the hub moves.
@NullMarked
package parfocal.compensation;

import org.jspecify.annotations.NullMarked;
