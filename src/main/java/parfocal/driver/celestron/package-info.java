/// Celestron's motorised focuser for Schmidt-Cassegrain, EdgeHD and RASA telescopes: a servo with an encoder that speaks the
/// packets of the mount's AUX bus.
///
/// Lives here: packets, the command vocabulary, its codec, the driver and the emulator that answers it. May import
/// `parfocal.driver`, `parfocal.link`, `parfocal.device` and `parfocal.time`; nothing imports this package, it is found.
///
/// **Source.** There is no sheet from the maker. What stands here was learned from the drivers of INDI (1.9.9 and 2.2.4, which were
/// also watched as they talked), INDIGO and the LAST observatory, whose command list comes from Celestron's own header.
///
/// **What differs in the field**, and is therefore accepted here: an adapter that lets us hear ourselves; a bus on which the mount's
/// boards talk too; versions of two or four bytes; acknowledgements with or without a byte; motors that start seconds after they
/// have acknowledged, saying meanwhile that they have finished; cables on which the USB device drops off during long moves.
///
/// **What the driver leaves alone**: backlash commands `10`, `11`, `40`, `41` and set-position `04`, which belong to mounts and
/// cousins and are untested on the focuser; the way through a hand controller's own protocol.
///
/// **Numbers.** About 1000 counts make one turn of the focus knob. Counts fall when the mirror is pushed toward the corrector, which
/// draws the focal plane in; see [parfocal.driver.celestron.CelestronMapping] for who shows them how.
///
/// **Quirks of the emulator** ([parfocal.driver.EmulatorSettings#quirks()]), the first value being what it does unasked. The upper
/// limit is the settings' `maximumSteps`, the lower a twentieth of it, 2000 at most and never above where it stands.
///
/// | name | values | meaning |
/// | --- | --- | --- |
/// | `acknowledgement` | `bare`, `byte` | whether an acknowledgement carries a byte |
/// | `calibration` | `done`, `missing` | whether it knows its range when it is switched on |
/// | `calibrating` | `succeeds`, `fails`, `hangs` | how a calibration ends; the bad ones in state 4 |
/// | `echo` | `no`, `yes` | whether the host hears itself |
/// | `start` | `prompt`, `late`, `late-deaf` | three seconds late; deaf means that a stop before the start is not heeded |
/// | `traffic` | `none`, `mount` | a foreign packet before each answer |
/// | `version` | `long`, `short` | four bytes or two |
@NullMarked
package parfocal.driver.celestron;

import org.jspecify.annotations.NullMarked;
