package parfocal.wire.alpaca;

import java.net.InetSocketAddress;

/// A server that answered a discovery.
///
/// @param http where its HTTP is: the sender of the answer, and the port it told
public record AlpacaServer(InetSocketAddress http) {

    /// The address of one of its devices.
    public AlpacaAddress device(AlpacaType type, long number) {
        String host = http.getAddress().getHostAddress().replaceFirst("%.*", "");
        return AlpacaAddress.of(host, http.getPort(), type, number);
    }
}
