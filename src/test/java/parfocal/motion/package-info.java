/// The wrappers round a focuser, in virtual time, on a motor with play.
@NullMarked
package parfocal.motion;

import org.jspecify.annotations.NullMarked;
