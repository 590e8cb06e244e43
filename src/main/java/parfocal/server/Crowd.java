package parfocal.server;

import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.IdleTimeout;

/// Bounds the open connections without ever turning a newcomer away: when there are too many, one that never got as far as a whole request
/// has to go, or else the one that has been silent longest. Its client opens another when it needs one.
final class Crowd implements Connection.Listener {
    private final int most;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();

    Crowd(int most) {
        this.most = most;
    }

    @Override
    public void onOpened(Connection connection) {
        open.add(connection);
        if (open.size() > most) {
            open.stream()
                    .filter(other -> !other.equals(connection))
                    .max(Comparator.comparingLong(Crowd::dispensability))
                    .ifPresent(this::close);
        }
    }

    @Override
    public void onClosed(Connection connection) {
        open.remove(connection);
    }

    private void close(Connection connection) {
        open.remove(connection);
        connection.getEndPoint().close();
    }

    private static long dispensability(Connection connection) {
        long silentMillis =
                connection.getEndPoint() instanceof IdleTimeout endPoint
                        ? endPoint.getIdleFor()
                        : 0;
        // A day ahead of all who have asked for something.
        return connection.getMessagesIn() == 0 ? silentMillis + 86_400_000L : silentMillis;
    }
}
