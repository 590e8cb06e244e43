package parfocal.wire.indi;

/// How much a connection may ask to be remembered at once. What a parser holds is bounded by
/// `4 × messageBytes + 2 × blobBytes` and a few hundred bytes for each element, whatever arrives and for however long; a BLOB takes
/// memory only as it comes, whatever size it claims.
///
/// @param messageBytes of one message without its BLOBs; the same for one tag
/// @param elements     in one message
/// @param blobBytes    of all BLOBs in one message, decoded; 0 where none is wanted: then they are skipped, and their text counts as
///                     part of the message
public record IndiLimits(int messageBytes, int elements, int blobBytes) {

    /// What a server takes from its clients: the largest message of any real one has a few kilobytes.
    public static IndiLimits ofAServer() {
        return new IndiLimits(1 << 16, 256, 0);
    }

    /// What a client takes from a server that sends it no BLOBs: long lists of switches, but no files.
    public static IndiLimits ofAClient() {
        return new IndiLimits(1 << 20, 4_096, 0);
    }

    /// What a client takes from a camera: 450 MB are 151 megapixels, the largest sensor on sale, at 24 bits each.
    public static IndiLimits ofACamera() {
        return new IndiLimits(1 << 20, 4_096, 450_000_000);
    }
}
