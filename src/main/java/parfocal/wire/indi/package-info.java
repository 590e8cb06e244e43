/// INDI's protocol as values, and both ways between values and bytes.
///
/// Lives here: [parfocal.wire.indi.IndiMessage] and what it is made of, [parfocal.wire.indi.IndiParser] and
/// [parfocal.wire.indi.IndiWriter], [parfocal.wire.indi.Mirror] (what a server has told so far) and
/// [parfocal.wire.indi.IndiClient], the connection that keeps one. Used by drivers and cameras that reach their devices over INDI
/// and by the server that offers ours.
///
/// The protocol is version 1.7: XML elements in an endless row, without a root, as `indiserver` 1.9.9 and libindi 2.2 write them.
/// Of XML there is what INDI needs: elements, attributes in either quotes, the five named entities and numbered ones, CDATA;
/// prologs and comments are passed over, document types are refused. The parser is our own: it turns a recorded stream into values
/// in less time than the JDK's parser walks over it (`IndiParserBench`), and only so BLOBs go from the socket into bytes without
/// having been text, prologs do no harm, and every limit is ours. May import `parfocal.link`, `parfocal.device` and
/// `parfocal.time`.
@NullMarked
package parfocal.wire.indi;

import org.jspecify.annotations.NullMarked;
