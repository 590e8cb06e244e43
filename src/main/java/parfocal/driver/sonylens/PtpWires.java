package parfocal.driver.sonylens;

import java.util.Optional;
import parfocal.device.DeviceException;
import parfocal.link.Line;
import parfocal.link.TcpLine;
import parfocal.link.WireLog;

/// The connections PTP/IP runs over: one for commands and, where there is a network, one for events.
sealed interface PtpWires {

    /// Fresh connections to the same body.
    ///
    /// @throws DeviceException when it cannot be reached
    PtpWires again() throws DeviceException;

    Line commands();

    /// Opened when the body has given the command connection a number.
    ///
    /// @throws DeviceException when it cannot be reached
    Optional<Line> openEvents() throws DeviceException;

    /// Ends what [#again] can begin anew.
    void hangUp();

    void close();

    /// A single line that is somebody else's to open, such as one to an emulator in memory.
    record Single(Line commands) implements PtpWires {
        @Override
        public PtpWires again() {
            return this;
        }

        @Override
        public Optional<Line> openEvents() {
            return Optional.empty();
        }

        @Override
        public void hangUp() {}

        @Override
        public void close() {
            commands.close();
        }
    }

    /// Two connections to the same port. [TcpLine] sends small packets at once, which a press in three packets needs: it would
    /// take 80 ms otherwise.
    final class Network implements PtpWires {
        private final String device;
        private final String host;
        private final int port;
        private final WireLog log;
        private final Line commands;
        private Optional<Line> events = Optional.empty();

        private Network(String device, String host, int port, WireLog log, Line commands) {
            this.device = device;
            this.host = host;
            this.port = port;
            this.log = log;
            this.commands = commands;
        }

        static Network dial(String device, String host, int port, WireLog log)
                throws DeviceException {
            return new Network(device, host, port, log, line(device, host, port, log));
        }

        private static Line line(String device, String host, int port, WireLog log)
                throws DeviceException {
            return TcpLine.connect(
                    device, host, port, parfocal.driver.FocuserDriver.TCP_PATIENCE, log);
        }

        @Override
        public PtpWires again() throws DeviceException {
            return dial(device, host, port, log);
        }

        @Override
        public Line commands() {
            return commands;
        }

        @Override
        public Optional<Line> openEvents() throws DeviceException {
            events = Optional.of(line(device, host, port, log));
            return events;
        }

        @Override
        public void hangUp() {
            close();
        }

        @Override
        public void close() {
            events.ifPresent(Line::close);
            commands.close();
        }
    }
}
