/// Focusers that an INDI server offers already, whatever they are: `indi://HOST[:PORT]/Device%20Name`.
///
/// [parfocal.driver.indi.Indi] is found by `ServiceLoader`. The driver speaks `parfocal.wire.indi` over a plain line and keeps a
/// mirror of its own, so that it can be examined in virtual time like every other; the server tells, and is asked only when it was
/// silent for too long. What real drivers do differently, and the emulator's habits for it:
///
/// | habit | words | who |
/// | --- | --- | --- |
/// | `position` | `absolute`, `relative` (no absolute property at all) | timed focusers are relative |
/// | `updates` | `sent`, `none` (Busy once, then nothing until the end) | several |
/// | `arrival` | `ok`, `idle` (at a normal end), `early` (Ok at once, with the old value) | indilib/indi #1233, #1995, #1999 |
/// | `orders` | `taken`, `blocking` (deaf and dumb while it moves, no Busy at all) | libindi's own simulator |
///
/// Orders: a move stops a move under way first, as what a second order does differs. A move is over when the position is the
/// ordered one and the state is not Busy; `Ok` alone is not believed. May import `parfocal.wire`, `parfocal.driver`,
/// `parfocal.link`, `parfocal.device` and `parfocal.time`; nothing imports this package.
@NullMarked
package parfocal.driver.indi;

import org.jspecify.annotations.NullMarked;
