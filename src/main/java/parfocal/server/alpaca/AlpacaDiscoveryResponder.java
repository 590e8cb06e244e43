package parfocal.server.alpaca;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.MembershipKey;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parfocal.wire.alpaca.DiscoveryMessage;

/// Answers who looks for Alpaca servers, on a UDP port shared with other servers of this computer.
///
/// One socket hears IPv4 and IPv6. Only those get an answer who can reach the web server: from this computer alone, when it listens
/// there alone.
public final class AlpacaDiscoveryResponder implements AutoCloseable {
    private static final int LONGEST_DATAGRAM = 2_048;
    private static final long BETWEEN_JOINS_MILLIS = 30_000;
    private static final Logger LOG = LoggerFactory.getLogger(AlpacaDiscoveryResponder.class);

    private final DatagramChannel channel;
    private final Selector selector;
    private final InetAddress httpHost;
    private final byte[] answer;
    private final Set<String> joined = new HashSet<>();

    private AlpacaDiscoveryResponder(
            DatagramChannel channel, Selector selector, InetSocketAddress http) {
        this.channel = channel;
        this.selector = selector;
        this.httpHost = http.getAddress();
        this.answer = DiscoveryMessage.answer(http.getPort());
    }

    /// Begins to answer.
    ///
    /// @param udpPort [DiscoveryMessage#UDP_PORT] unless told otherwise; 0: any that is free
    /// @param http    where the web server listens: host as bound, and port
    /// @throws IOException when the port cannot be shared; a program without discovery is still of use
    public static AlpacaDiscoveryResponder start(int udpPort, InetSocketAddress http)
            throws IOException {
        DatagramChannel channel = open(udpPort);
        var responder = new AlpacaDiscoveryResponder(channel, Selector.open(), http);
        var _ = channel.configureBlocking(false);
        var _ = channel.register(responder.selector, SelectionKey.OP_READ);
        responder.join();
        Thread.ofPlatform().daemon().name("alpaca-discovery").start(responder::keepAnswering);
        return responder;
    }

    /// The UDP port that was opened.
    public int port() {
        return channel.socket().getLocalPort();
    }

    @Override
    public void close() throws IOException {
        channel.close();
        selector.close();
    }

    private static DatagramChannel open(int udpPort) throws IOException {
        try {
            // Unbound to a family, it is open to both.
            return bound(DatagramChannel.open(), udpPort);
        } catch (IOException | UnsupportedOperationException noIpv6) {
            return bound(DatagramChannel.open(StandardProtocolFamily.INET), udpPort);
        }
    }

    private static DatagramChannel bound(DatagramChannel channel, int udpPort) throws IOException {
        try {
            var _ = channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            if (channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)) {
                var _ = channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            }
            return channel.bind(new InetSocketAddress(udpPort));
        } catch (IOException taken) {
            channel.close();
            throw taken;
        }
    }

    private void keepAnswering() {
        ByteBuffer datagram = ByteBuffer.allocate(LONGEST_DATAGRAM);
        while (channel.isOpen() && selector.isOpen()) {
            try {
                if (selector.select(BETWEEN_JOINS_MILLIS) == 0) {
                    join();
                }
                selector.selectedKeys().clear();
                answerOne(datagram);
            } catch (ClosedChannelException | java.nio.channels.ClosedSelectorException closing) {
                return;
            } catch (IOException trouble) {
                // An asker that is gone, or a network that went away; the next one is answered
                // again.
                LOG.debug("discovery", trouble);
            }
        }
    }

    private void answerOne(ByteBuffer datagram) throws IOException {
        datagram.clear();
        var asker = (InetSocketAddress) channel.receive(datagram);
        if (asker == null) {
            return;
        }
        datagram.flip();
        if (DiscoveryMessage.isQuestion(datagram) && canReach(asker.getAddress())) {
            var _ = channel.send(ByteBuffer.wrap(answer), asker);
        }
    }

    private boolean canReach(InetAddress asker) {
        if (httpHost.isAnyLocalAddress()) {
            return true;
        }
        return httpHost.isLoopbackAddress() == asker.isLoopbackAddress();
    }

    /// Interfaces come and go; joining is tried again from time to time.
    private void join() {
        try {
            InetAddress group = InetAddress.getByName(DiscoveryMessage.IPV6_GROUP);
            for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
                boolean ipv6 =
                        each.isUp()
                                && each.inetAddresses().anyMatch(Inet6Address.class::isInstance);
                if (ipv6 && !joined.contains(each.getName())) {
                    joinOn(each, group);
                }
            }
        } catch (IOException | RuntimeException without) {
            LOG.debug("discovery over IPv6", without);
        }
    }

    private void joinOn(NetworkInterface each, InetAddress group) {
        try {
            MembershipKey key = channel.join(group, each);
            if (key.isValid()) {
                joined.add(each.getName());
            }
        } catch (IOException | IllegalArgumentException | UnsupportedOperationException without) {
            LOG.debug("discovery over IPv6 on {}", each.getName(), without);
        }
    }
}
