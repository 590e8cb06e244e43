/// The words for devices: what a focuser and a camera can be asked, and everything that can go wrong with them.
///
/// Lives here: [parfocal.device.Focuser], [parfocal.device.Camera] and the closed list of [parfocal.device.DeviceFault]s.
/// May import `parfocal.image` (a camera gives frames). Knows no protocol, no clock and no other package.
@NullMarked
package parfocal.device;

import org.jspecify.annotations.NullMarked;
