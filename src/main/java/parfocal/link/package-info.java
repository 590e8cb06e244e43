/// Lines of bytes to devices: serial ports, TCP sockets and emulators in memory, all seen as one [parfocal.link.Line].
///
/// Lives here: reply shapes, deadlines, scripted line troubles, the wire log, pseudo-terminals. jSerialComm and native calls
/// stay behind this door. May import `parfocal.device` (its faults) and `parfocal.time`.
@NullMarked
package parfocal.link;

import org.jspecify.annotations.NullMarked;
