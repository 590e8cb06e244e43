/// Moves made safe: [parfocal.device.Focuser] wrappers that keep limits, take up backlash and wait until the tube stands still.
///
/// May import `parfocal.device` and `parfocal.time`.
@NullMarked
package parfocal.motion;

import org.jspecify.annotations.NullMarked;
