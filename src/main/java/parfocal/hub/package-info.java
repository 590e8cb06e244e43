/// The hub: what is connected, who may move it, what is happening. It alone talks to devices; every face of the program, every
/// script and every run goes through the same [parfocal.hub.HubFocuser] and sees the same state and events.
///
/// Threads: two platform threads a focuser, one that looks after its line ([parfocal.hub.HubFocuser#tend]) and one that carries out
/// moves, in the order they were given. Callers never wait for a device longer than one exchange on its line.
///
/// May import everything below: `autofocus`, `compensation`, `history`, `rig`, `camera`, `driver`, `motion`, `device`, `time`.
@NullMarked
package parfocal.hub;

import org.jspecify.annotations.NullMarked;
