/// Focusers that another ASCOM Alpaca server already offers.
///
/// Lives here: the driver, how it reckons with absolute and with relative focusers, and a small Alpaca server as the emulator. The
/// protocol itself and the client are in `parfocal.wire.alpaca`. May import `parfocal.driver`, `parfocal.wire.alpaca`,
/// `parfocal.link`, `parfocal.device` and `parfocal.time`; nothing imports this package, it is found.
///
/// **Sources.** ASCOM Alpaca API Reference, version 12; the interface `IFocuserV4`.
///
/// **Limits.** A server moves to its end without a word when more is asked, so nothing beyond 0…`maxstep` is ever asked. A way
/// longer than `maxincrement` is made in several moves; the next one is ordered when [parfocal.device.Focuser#status] sees the
/// end of the one before.
///
/// **Relative focusers** have no position. It is counted here, from the middle of the travel when connected; sync gives it another
/// number. A halt on the way leaves half the way uncertain, and the introduction says so.
///
/// **Temperature compensation of the server** would double ours. It is left as it is found, until the first move is ordered here,
/// which switches it off; whoever wants it sets `temperature-compensation` to `on` afterwards. Up to version 2 a focuser cannot move
/// meanwhile, so it is switched off for the way.
///
/// **Quirks of the emulator** ([parfocal.driver.EmulatorSettings#quirks()]), the first value being what it does unasked:
///
/// | name | values | meaning |
/// | --- | --- | --- |
/// | `positions` | `absolute`, `relative` | whether it knows where it is |
/// | `interface` | `4`, `3`, `2` | version; before 4 there is no `connect`, up to 2 no move while it compensates |
/// | `increment` | `whole`, `1000` | the longest single move |
/// | `redirect` | `taken`, `refused` | what becomes of a move during a move |
/// | `compensation` | `absent`, `off`, `on` | whether it can compensate, and does |
/// | `halt` | `present`, `missing` | whether it can be stopped |
@NullMarked
package parfocal.driver.alpaca;

import org.jspecify.annotations.NullMarked;
