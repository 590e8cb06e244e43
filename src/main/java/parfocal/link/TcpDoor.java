package parfocal.link;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;

/// A listening TCP port seen as one stream of bytes: whoever is connected is at the other end, one at a time. Without anybody, what
/// is written goes nowhere, as on an unplugged cable.
final class TcpDoor implements ByteStream {
    private final Selector selector;
    private final ServerSocketChannel server;
    private final ByteBuffer buffer = ByteBuffer.allocate(4096);
    private Optional<SocketChannel> guest = Optional.empty();

    private TcpDoor(Selector selector, ServerSocketChannel server) {
        this.selector = selector;
        this.server = server;
    }

    static TcpDoor open(InetSocketAddress at) throws IOException {
        ServerSocketChannel server = listen(at);
        try {
            Selector selector = Selector.open();
            server.register(selector, SelectionKey.OP_ACCEPT);
            return new TcpDoor(selector, server);
        } catch (IOException failed) {
            server.close();
            throw failed;
        }
    }

    /// @throws IOException when the port is taken; the message says what to do
    static ServerSocketChannel listen(InetSocketAddress at) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        try {
            server.bind(at);
            server.configureBlocking(false);
            return server;
        } catch (BindException taken) {
            server.close();
            throw new IOException(
                    "%s:%d cannot be listened on: %s. Choose another port, or stop the program that holds it."
                            .formatted(at.getHostString(), at.getPort(), taken.getMessage()),
                    taken);
        } catch (IOException failed) {
            server.close();
            throw failed;
        }
    }

    /// Host and port a server listens on, the host in numbers.
    static String addressOf(ServerSocketChannel server) throws IOException {
        var bound = (InetSocketAddress) server.getLocalAddress();
        return "%s:%d".formatted(bound.getAddress().getHostAddress(), bound.getPort());
    }

    String address() throws IOException {
        return addressOf(server);
    }

    @Override
    public byte[] read(Duration wait) throws IOException {
        int ready =
                wait.isPositive()
                        ? selector.select(Math.max(1, wait.toMillis()))
                        : selector.selectNow();
        if (ready == 0) {
            return new byte[0];
        }
        boolean somebodyKnocks = false;
        byte[] heard = {};
        for (SelectionKey key : selector.selectedKeys()) {
            if (key.isAcceptable()) {
                somebodyKnocks = true;
            } else if (key.isReadable()) {
                heard = hear();
            }
        }
        selector.selectedKeys().clear();
        // Last, so that a guest who left and comes back at once finds the place free.
        if (somebodyKnocks) {
            welcome();
        }
        return heard;
    }

    /// What a guest does not take in time is lost to him, as with a serial port nobody reads.
    @Override
    public void write(byte[] bytes) {
        guest.ifPresent(channel -> {
            try {
                channel.write(ByteBuffer.wrap(bytes));
            } catch (IOException _) {
                goodbye(channel);
            }
        });
    }

    @Override
    public void close() {
        guest.ifPresent(this::goodbye);
        try {
            server.close();
            selector.close();
        } catch (IOException _) {
            // Nothing is left to be saved on a port that is being closed.
        }
    }

    private void welcome() throws IOException {
        SocketChannel newcomer = server.accept();
        if (newcomer == null) {
            return;
        }
        if (guest.isPresent()) {
            newcomer.close();
            return;
        }
        newcomer.configureBlocking(false);
        newcomer.setOption(StandardSocketOptions.TCP_NODELAY, true);
        newcomer.register(selector, SelectionKey.OP_READ);
        guest = Optional.of(newcomer);
    }

    private byte[] hear() {
        SocketChannel channel = guest.orElseThrow();
        buffer.clear();
        int count;
        try {
            count = channel.read(buffer);
        } catch (IOException _) {
            // A guest who hangs up rudely has hung up all the same.
            count = -1;
        }
        if (count < 0) {
            goodbye(channel);
            return new byte[0];
        }
        byte[] heard = new byte[count];
        buffer.flip().get(heard);
        return heard;
    }

    private void goodbye(SocketChannel channel) {
        guest = Optional.empty();
        try {
            channel.close();
        } catch (IOException _) {
            // He is gone either way.
        }
    }
}
