/// FocuserLink and the AstroLink 4 family of ASTROJOLO: lines of text, one letter each, absolute moves, a status line with all
/// its sensors.
///
/// Lives here: the command vocabulary, its codec, the driver and the emulator that answers it. May import `parfocal.driver`,
/// `parfocal.link`, `parfocal.device` and `parfocal.time`; nothing imports this package, it is found.
///
/// **Source.** The maker published no protocol document, but his own INDI drivers (focuserlink, astrolink4, astrolink4usb,
/// astrolink4mini2, astrolink4micro, astrolink4max), from which commands and field numbers are taken; limits, saving of the
/// position and the arithmetic of compensation follow the FocuserLink manual of 2022 and the author's earlier, open firmware.
///
/// **What differs in the field.** Three shapes of the status line and three of the settings line; mini, mini II and micro
/// introduce themselves alike and are told apart by the status line; the position is set with the motor's number, on
/// FocuserLink without; the first mini speaks 115200 baud, all others 38400. A board that is reset by the opening of its port is
/// silent for two seconds. An order beyond the limits is acknowledged like any other and not carried out.
///
/// **Not known**, and therefore checked after every order instead of assumed: whether readings are as old as the device's
/// sampling (half a second), whether all firmwares take a negative coefficient, and from which moment compensation counts.
/// The command for the panel's factory reset has never been seen, so there is none here. The 12 V outputs and dew heaters of
/// the bigger boxes are on the sheet and in the emulator, and are no business of a focuser.
///
/// **Quirks of the emulator** ([parfocal.driver.EmulatorSettings#quirks()]), the first value being what it does unasked:
///
/// | name | values | meaning |
/// | --- | --- | --- |
/// | `model` | `focuser-link`, `mini`, `usb`, `mini-ii`, `max` | which box it is |
/// | `motor` | `1`, `2` | which motor the rig looks at; the second exists on `mini-ii` and `max` |
/// | `sampling` | `live`, `half-second` | whether the status line is as old as the last sample |
/// | `boot` | `ready`, `two-seconds` | whether opening the port has reset the board |
/// | `line-end` | `lf`, `cr-lf` | how replies end |
/// | `minus` | `kept`, `corrupted` | what becomes of a minus sign in a settings line |
/// | `firmware` | `current`, `old` | an old one has a shorter settings line |
@NullMarked
package parfocal.driver.astrolink;

import org.jspecify.annotations.NullMarked;
