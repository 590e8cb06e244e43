/// Lines of bytes to devices: serial ports, TCP sockets and emulators in memory, all seen as one [parfocal.link.Line].
///
/// Lives here: reply shapes, deadlines, scripted line troubles, the wire log, pseudo-terminals; which serial ports there are, who holds
/// them and why one does not open ([parfocal.link.SerialPorts]). jSerialComm and native calls stay behind this door.
///
/// All lines share one reading loop and its manners: one conversation at a time; an interrupt does not cut an exchange short and is
/// still set afterwards; closing a line from another thread ends a waiting exchange with `NotConnected`. May import `parfocal.device` (its faults) and `parfocal.time`.
@NullMarked
package parfocal.link;

import org.jspecify.annotations.NullMarked;
