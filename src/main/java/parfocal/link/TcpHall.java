package parfocal.link;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// A listening TCP port with any number of guests at once, each led to an end of its own.
final class TcpHall implements EmulatorPort.Place {
    private final String device;
    private final WireSwitchboard board;
    private final WireLog log;
    private final Selector selector;
    private final ServerSocketChannel server;
    private final ByteBuffer buffer = ByteBuffer.allocate(4096);
    private final Map<SocketChannel, WireDevice> guests = new LinkedHashMap<>();

    private TcpHall(
            String device,
            WireSwitchboard board,
            WireLog log,
            Selector selector,
            ServerSocketChannel server) {
        this.device = device;
        this.board = board;
        this.log = log;
        this.selector = selector;
        this.server = server;
    }

    static TcpHall open(String device, WireSwitchboard board, InetSocketAddress at, WireLog log)
            throws IOException {
        ServerSocketChannel server = TcpDoor.listen(at);
        try {
            Selector selector = Selector.open();
            server.register(selector, SelectionKey.OP_ACCEPT);
            return new TcpHall(device, board, log, selector, server);
        } catch (IOException failed) {
            server.close();
            throw failed;
        }
    }

    @Override
    public String address() throws IOException {
        return TcpDoor.addressOf(server);
    }

    @Override
    public void serve(Duration wait) throws IOException {
        var _ = selector.select(Math.max(1, wait.toMillis()));
        for (SelectionKey key : selector.selectedKeys()) {
            if (key.isAcceptable()) {
                welcome();
            } else if (key.isReadable()) {
                hear((SocketChannel) key.channel());
            }
        }
        selector.selectedKeys().clear();
        for (SocketChannel guest : guests.keySet().toArray(SocketChannel[]::new)) {
            speak(guest);
        }
    }

    @Override
    public void close() {
        for (SocketChannel guest : guests.keySet().toArray(SocketChannel[]::new)) {
            goodbye(guest);
        }
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
        newcomer.configureBlocking(false);
        newcomer.setOption(StandardSocketOptions.TCP_NODELAY, true);
        newcomer.register(selector, SelectionKey.OP_READ);
        guests.put(newcomer, board.answer());
    }

    private void hear(SocketChannel guest) {
        WireDevice end = guests.get(guest);
        if (end == null) {
            return;
        }
        buffer.clear();
        int count;
        try {
            count = guest.read(buffer);
        } catch (IOException _) {
            // A guest who hangs up rudely has hung up all the same.
            count = -1;
        }
        if (count < 0) {
            goodbye(guest);
            return;
        }
        byte[] heard = new byte[count];
        buffer.flip().get(heard);
        log.sent(device, heard);
        end.hear(heard);
    }

    /// What a guest does not take in time is lost to him.
    private void speak(SocketChannel guest) {
        WireDevice end = guests.get(guest);
        byte[] said = end == null ? new byte[0] : end.say();
        if (said.length == 0) {
            return;
        }
        log.received(device, said, "");
        try {
            guest.write(ByteBuffer.wrap(said));
        } catch (IOException _) {
            goodbye(guest);
        }
    }

    private void goodbye(SocketChannel guest) {
        WireDevice end = guests.remove(guest);
        if (end != null) {
            board.hungUp(end);
        }
        try {
            guest.close();
        } catch (IOException _) {
            // He is gone either way.
        }
    }
}
