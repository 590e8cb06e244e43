/// Lines, tested in virtual time in memory and with real bytes over pseudo-terminals and sockets.
@NullMarked
package parfocal.link;

import org.jspecify.annotations.NullMarked;
