package parfocal.wire.alpaca;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import parfocal.device.DeviceException;
import parfocal.link.WireLog;
import parfocal.time.Pace;

/// Finds Alpaca servers: asks on every network, loopback included, and collects who answers.
public final class AlpacaDiscovery {
    private static final int LONGEST_ANSWER = 1_024;

    private AlpacaDiscovery() {}

    /// Asks on every network, by IPv4 broadcast and IPv6 multicast, and waits for answers.
    ///
    /// A server on this machine may be found on several addresses; its devices' unique ids tell.
    ///
    /// @param wait how long to collect answers; a second is usual
    public static Set<AlpacaServer> search(Duration wait) throws InterruptedException {
        return search(wait, DiscoveryMessage.UDP_PORT);
    }

    /// As [#search(Duration)] on another UDP port than the usual.
    public static Set<AlpacaServer> search(Duration wait, int udpPort) throws InterruptedException {
        return ask(questions(udpPort), wait);
    }

    /// One question: from where, and to where.
    record Question(NetworkInterface from, InetAddress fromAddress, InetSocketAddress to) {}

    static Set<AlpacaServer> ask(List<Question> questions, Duration wait)
            throws InterruptedException {
        Instant end = Pace.wall().now().plus(wait);
        var servers = new LinkedHashSet<AlpacaServer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<AlpacaServer>>> answers =
                    questions.stream()
                            .map(question -> threads.submit(() -> ask(question, end)))
                            .toList();
            for (Future<List<AlpacaServer>> answer : answers) {
                servers.addAll(answer.get());
            }
        } catch (java.util.concurrent.ExecutionException failed) {
            // Whatever cannot be asked does not answer; only a mistake of ours gets here.
            throw new IllegalStateException(failed.getCause());
        }
        return servers;
    }

    private static List<AlpacaServer> ask(Question question, Instant end) {
        var found = new ArrayList<AlpacaServer>();
        try (var socket = new DatagramSocket(new InetSocketAddress(question.fromAddress, 0))) {
            socket.setBroadcast(true);
            if (question.to.getAddress().isMulticastAddress()) {
                socket.setOption(StandardSocketOptions.IP_MULTICAST_IF, question.from);
            }
            byte[] text = DiscoveryMessage.question();
            socket.send(new DatagramPacket(text, text.length, question.to));
            var answer = new DatagramPacket(new byte[LONGEST_ANSWER], LONGEST_ANSWER);
            while (true) {
                long left = Duration.between(Pace.wall().now(), end).toMillis();
                if (left <= 0) {
                    return found;
                }
                socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
                socket.receive(answer);
                byte[] body = Arrays.copyOf(answer.getData(), answer.getLength());
                DiscoveryMessage.port(body)
                        .ifPresent(port ->
                                found.add(
                                        new AlpacaServer(
                                                new InetSocketAddress(answer.getAddress(), port))));
                answer.setLength(LONGEST_ANSWER);
            }
        } catch (SocketTimeoutException _) {
            return found;
        } catch (IOException _) {
            // A network that is down just now, or forbids this, has no servers for us.
            return found;
        }
    }

    private static List<Question> questions(int udpPort) {
        var questions = new ArrayList<Question>();
        try {
            for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
                if (each.isUp()) {
                    questions.addAll(questions(each, udpPort));
                }
            }
        } catch (IOException _) {
            // Without networks nobody can be asked.
        }
        return questions;
    }

    private static List<Question> questions(NetworkInterface from, int udpPort) throws IOException {
        var questions = new ArrayList<Question>();
        boolean multicastAsked = false;
        for (InterfaceAddress each : from.getInterfaceAddresses()) {
            InetAddress address = each.getAddress();
            if (address.isLoopbackAddress() && !(address instanceof Inet6Address)) {
                // A broadcast reaches all servers that share the port, a plain datagram only one.
                for (String to : List.of("127.255.255.255", "127.0.0.1")) {
                    questions.add(question(from, address, InetAddress.getByName(to), udpPort));
                }
            } else if (each.getBroadcast() != null) {
                questions.add(question(from, address, each.getBroadcast(), udpPort));
            } else if (address instanceof Inet6Address
                    && (address.isLinkLocalAddress() || address.isLoopbackAddress())
                    && !multicastAsked) {
                multicastAsked = true;
                questions.add(
                        question(
                                from,
                                address,
                                Inet6Address.getByAddress(
                                        "",
                                        InetAddress.getByName(DiscoveryMessage.IPV6_GROUP)
                                                .getAddress(),
                                        from),
                                udpPort));
            }
        }
        return questions;
    }

    private static Question question(
            NetworkInterface from, InetAddress address, InetAddress to, int udpPort) {
        return new Question(from, address, new InetSocketAddress(to, udpPort));
    }

    /// What a server offers.
    ///
    /// @throws DeviceException when it cannot be asked
    public static List<ConfiguredDevice> devices(AlpacaServer server, WireLog log)
            throws DeviceException {
        try (AlpacaClient client =
                AlpacaClient.at("Alpaca server", server.device(AlpacaType.FOCUSER, 0), log)) {
            return client.configuredDevices();
        }
    }
}
