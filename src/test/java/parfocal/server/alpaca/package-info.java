/// The Alpaca server as clients meet it: over a socket, byte for byte.
@NullMarked
package parfocal.server.alpaca;

import org.jspecify.annotations.NullMarked;
