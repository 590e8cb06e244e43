/// The hub as an INDI server, and as a driver under somebody else's: every focuser, camera and filter wheel as clients such as KStars
/// know them.
///
/// Inside: [parfocal.server.indi.House] holds the [parfocal.server.indi.Device]s and the [parfocal.server.indi.Guest]s. A device is a thread
/// with a mailbox: it takes orders, asks the hub how things are, and lays what it found on its [parfocal.server.indi.Shelf], which tells
/// what changed. What a device is made of are [parfocal.server.indi.Panel]s. A guest is a connection with an
/// [parfocal.server.indi.Outbox] of its own, so that one who does not read costs the others nothing.
///
/// States and names are those of libindi 1.9.9 and 2.2 (INDI Standard Properties). May import `parfocal.hub`, `parfocal.wire.indi` and
/// everything below the hub.
@NullMarked
package parfocal.server.indi;

import org.jspecify.annotations.NullMarked;
