/// Focusers that speak the MoonLite serial protocol: the maker's own controllers and the many home-made ones.
///
/// Lives here: the command vocabulary, its codec, the driver and the emulator that answers it. May import `parfocal.driver`,
/// `parfocal.link`, `parfocal.device` and `parfocal.time`; nothing imports this package, it is found.
///
/// **Sources.** The maker's manual "High Resolution Stepper Motor" (revision 09/13) for the sheet; for what differs in the field
/// the firmwares Ardufocus, arduino-motorfocus and Hansastro Focuser, the issue lists of those projects, and the INDI driver
/// (1.9.9, 2.2.4) watched at work.
///
/// **What has no answer cannot be believed.** Only questions are answered; a lost order is lost in silence, and `FG` drives to
/// whatever target was stored last. So the target is read back before each start, and every other order is followed by a look
/// at what it should have changed.
///
/// **Replies carry no name.** A late answer looks like the next one. After a lost answer the driver asks for something of
/// another length and throws away what comes before it, since a device answers in order.
///
/// Only the first motor of a two-motor controller is driven.
///
/// **Quirks of the emulator** ([parfocal.driver.EmulatorSettings#quirks()]), the first value being what it does unasked:
///
/// | name | values | meaning |
/// | --- | --- | --- |
/// | `firmware` | `genuine`, `ardufocus`, `motorfocus`, `hansastro` | sets all the others as that firmware has them |
/// | `version` | `20#`, `20`, `10#`, `01#`, `00##` | the answer to `GV`; some omit the `#`, Ardufocus does not know the question |
/// | `moving` | `two-digits`, `one-digit`, `unasked` | `unasked` compares the target with the position last asked for |
/// | `digits` | `4`, `8` | width of a position; 8 in the "high resolution" of Ardufocus |
/// | `boot` | `awake`, `deaf`, `banner` | for 1.5 s after power-up hears nothing; then may print two lines |
/// | `half-step` | `taken`, `untold`, `ignored`, `missing` | `untold` turns half steps and reports full ones |
/// | `target` | `kept`, `zero-once`, `zero` | what becomes of the number in `SN` |
/// | `start` | `at-once`, `idle-first`, `lost-once` | begins, and says so, 300 ms after `FG`; loses the first `FG` |
/// | `stop` | `at-once`, `coasts` | `coasts` runs a hundred steps further |
/// | `temperature` | `converted`, `immediate`, `byte`, `float` | measured on `C` or in `GT`; an unpadded byte; the bits of a float |
/// | `no-probe` | `0000`, `FF81`, `FF02`, `00AA` | what is said without a probe: 0, −63.5, −127 or 85 °C |
/// | `coefficient` | `kept`, `missing` | whether `GC` and `SC` exist |
/// | `speed` | `code`, `decimal` | `decimal` answers 20 and 10 as numbers: `14`, `0A` |
/// | `backlight` | `8C#`, `00#`, `falls-through` | `falls-through` says `00#` and the answer to `GC` too |
/// | `unknown` | `silent`, `zeros` | the answer to an unknown question: none, or `00##` |
/// | `second-motor` | `absent`, `shared`, `own` | `:2…` dropped, taken for the first motor, or for its own, which `:2FQ#` starts |
/// | `home` | `absent`, `fake`, `offset` | `PH` dropped, "from 8000 to 0", or taken for a temperature offset |
@NullMarked
package parfocal.driver.moonlite;

import org.jspecify.annotations.NullMarked;
