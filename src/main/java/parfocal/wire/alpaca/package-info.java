/// ASCOM Alpaca as values, for whoever serves it and whoever uses it: replies, error numbers, pictures, discovery; and the client
/// that talks to one device of another server.
///
/// Lives here: [parfocal.wire.alpaca.AlpacaReply] and [parfocal.wire.alpaca.AlpacaValue] (the JSON envelope),
/// [parfocal.wire.alpaca.AlpacaError] (the one place where faults become numbers and numbers faults),
/// [parfocal.wire.alpaca.ImageBytes] (pictures, out and in), [parfocal.wire.alpaca.AlpacaDiscovery], and
/// [parfocal.wire.alpaca.AlpacaClient], over HTTP or over any [parfocal.link.Line].
///
/// May import `parfocal.link`, `parfocal.device`, `parfocal.image` and `parfocal.time`. Jackson and `java.net.http` stay behind
/// this door. Source of the protocol: ASCOM Alpaca API Reference, version 12 (February 2026), and the device and management
/// interfaces published with it.
@NullMarked
package parfocal.wire.alpaca;

import org.jspecify.annotations.NullMarked;
