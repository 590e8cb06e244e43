/// What every focuser driver is: [parfocal.driver.FocuserDriver], found by `ServiceLoader`, and the parts its emulator is
/// made of, a [parfocal.driver.Motor] that turns a [parfocal.driver.Gear].
///
/// One folder below this per device, each with its words, codec, driver and emulator; none imports another and nobody
/// imports one: they are found. May import `parfocal.link`, `parfocal.device` and `parfocal.time`.
@NullMarked
package parfocal.driver;

import org.jspecify.annotations.NullMarked;
