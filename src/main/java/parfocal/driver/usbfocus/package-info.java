/// USB_Focus v3: fixed commands of six ASCII bytes, relative moves only, settings in EEPROM.
///
/// Lives here: the command vocabulary, its codec, the driver and the emulator that answers it. May import `parfocal.driver`,
/// `parfocal.link`, `parfocal.device` and `parfocal.time`; nothing imports this package, it is found.
///
/// **Source.** The maker published no protocol document. What stands here was learned from watching the drivers of INDI
/// (1.9.9, 2.2.4, firmware 1505) and INDIGO talk, and from their users' reports; the command set is a cousin of Optec's TCF-S.
///
/// **What differs in the field**, and is therefore accepted here: two spelling families of the same commands; the end-of-move
/// star alone, glued to the next reply, or lost; a stop that is answered by a star, by `DONE`, by both or not at all;
/// temperatures of any length; a sign reply with or without a line end; lines beginning `AP` in automatic mode.
///
/// **The trouble with ModemManager.** It opens every new `ttyACM` port and writes `AT<CR>`. The device counts six bytes and
/// knows no time-out, so those three bytes shift every later command. The driver realigns by single spaces.
///
/// **Quirks of the emulator** ([parfocal.driver.EmulatorSettings#quirks()]), the first value being what it does unasked:
///
/// | name | values | meaning |
/// | --- | --- | --- |
/// | `star` | `bare`, `lf-cr`, `missing` | how the end of a move is told |
/// | `quit` | `both`, `star`, `done`, `error`, `silent` | the answer to `FQUITx`; a star only if the motor was turning |
/// | `temperature` | `12.50`, `12.5`, `+12.50`, `012.5000` | how twelve and a half degrees are written |
/// | `no-probe` | `-127`, `0`, `85` | what is said without a probe |
/// | `sign` | `bare`, `terminated` | whether the answer to `FTAXXA` has a line end |
/// | `settings` | `answered`, `silent` | whether orders that change settings are answered |
/// | `automatic` | `quiet`, `chatty` | whether automatic mode tells each of its moves in a line beginning `AP` |
@NullMarked
package parfocal.driver.usbfocus;

import org.jspecify.annotations.NullMarked;
