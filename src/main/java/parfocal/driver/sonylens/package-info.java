/// A camera lens as an absolute focuser: seven keys each way, no position, and a body that only says "pressed".
///
/// Lives here: the tables of lenses, the planner of presses, the running position with its uncertainty, the learning of a lens,
/// the camera links, the driver and its emulator. May import `parfocal.driver`, `parfocal.link`, `parfocal.device` and
/// `parfocal.time`; nothing imports this package, it is found.
@NullMarked
package parfocal.driver.sonylens;

import org.jspecify.annotations.NullMarked;
