package parfocal.driver.astrolink;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import parfocal.link.WireDevice;

/// Stands between a line and a device: writes down what is ordered, and can change what the device gets to hear.
final class Witness implements WireDevice {
    final List<String> orders = new ArrayList<>();
    private final WireDevice device;
    private UnaryOperator<String> tampering = UnaryOperator.identity();

    Witness(WireDevice device) {
        this.device = device;
    }

    /// From now on the device hears what this makes of each line.
    void tamper(UnaryOperator<String> change) {
        tampering = change;
    }

    /// The device does not get to hear the next line that begins like this, and does not answer it.
    void lose(String beginning) {
        var lost = new ArrayList<>(List.of(beginning));
        tamper(line ->
                Optional.of(line)
                        .filter(_ -> !lost.isEmpty())
                        .filter(each -> each.startsWith(lost.getFirst()))
                        .map(_ -> lost.removeFirst())
                        .map(_ -> "")
                        .orElse(line));
    }

    long count(String order) {
        return orders.stream().filter(order::equals).count();
    }

    @Override
    public void hear(byte[] bytes) {
        if (bytes.length > 0) {
            String line = new String(bytes, ISO_8859_1).strip();
            orders.add(line);
            device.hear((tampering.apply(line) + "\n").getBytes(ISO_8859_1));
        }
    }

    @Override
    public byte[] say() {
        return device.say();
    }
}
