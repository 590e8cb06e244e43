package parfocal.wire.alpaca;

import java.util.function.Function;
import parfocal.device.DeviceException;

/// One HTTP exchange after another with one server, by whatever way there is to it. May be used from several threads.
interface AlpacaTransport extends AutoCloseable {

    /// Asks, and feeds the answer to the sink chosen by its head.
    ///
    /// @throws DeviceException [parfocal.device.DeviceFault.NotConnected], `Silent`, or `Garbled` when it is no HTTP
    /// @throws AlpacaFormatException from the sink
    /// @throws InterruptedException where an interrupt ends the exchange
    <T> T exchange(HttpAsk ask, Function<HttpHead, ReplySink<T>> sinks)
            throws DeviceException, AlpacaFormatException, InterruptedException;

    /// The same for an answer that may be very long.
    default <T> T fetch(HttpAsk ask, Function<HttpHead, ReplySink<T>> sinks)
            throws DeviceException, AlpacaFormatException, InterruptedException {
        return exchange(ask, sinks);
    }

    @Override
    void close();
}
