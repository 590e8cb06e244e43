/// ASCOM Alpaca: the hub's focusers, the sensors of those that have some, its cameras and its filter wheels, for every ASCOM program at
/// once.
///
/// Lives here: [parfocal.server.alpaca.AlpacaFace] (addresses, requests, replies), one class for each kind of device with the table of
/// its members, the setup pages, and [parfocal.server.alpaca.AlpacaDiscoveryResponder]. Reads are answered from what the hub knows and
/// never wait for a device.
///
/// A client is known by its ClientID alone. It sees itself as connected or not, whatever others do; while at least one is connected,
/// everybody is answered.
///
/// May import `parfocal.server`, `parfocal.hub`, `parfocal.wire.alpaca` and the words below. Source: ASCOM Alpaca API Reference, version 12
/// (February 2026), the interface texts of ASCOM Platform 7, and what ConformU checks.
@NullMarked
package parfocal.server.alpaca;

import org.jspecify.annotations.NullMarked;
