/// Moves made safe: [parfocal.device.Focuser] wrappers that keep limits, take up backlash and wait until the tube stands still.
///
/// From outside in: [parfocal.motion.Backlash], [parfocal.motion.Settling], [parfocal.motion.Limits], driver. Limits stand next to
/// the driver because an overshoot is a move like any other; backlash stands outside because its turning points must be reached
/// before the way back begins. May import `parfocal.device` and `parfocal.time`.
@NullMarked
package parfocal.motion;

import org.jspecify.annotations.NullMarked;
