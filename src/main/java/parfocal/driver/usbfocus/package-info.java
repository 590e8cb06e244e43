/// USB_Focus v3: fixed commands of six ASCII bytes, relative moves only, settings in EEPROM.
///
/// Lives here: the command vocabulary, its codec, the driver and the emulator that answers it. May import `parfocal.driver`,
/// `parfocal.link`, `parfocal.device` and `parfocal.time`; nothing imports this package, it is found.
@NullMarked
package parfocal.driver.usbfocus;

import org.jspecify.annotations.NullMarked;
