package parfocal.server.alpaca;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import parfocal.wire.alpaca.AlpacaValue;

/// All that changes by itself, in one reply.
final class DeviceState {
    private DeviceState() {}

    static AlpacaValue listed(Served device) {
        Map<String, AlpacaValue> state = device.state();
        if (state.isEmpty()) {
            return new AlpacaValue.Sequence(List.of());
        }
        var items = new ArrayList<AlpacaValue>();
        state.forEach((name, value) -> items.add(item(name, value)));
        String now = device.pace().now().truncatedTo(ChronoUnit.MILLIS).toString();
        items.add(item("TimeStamp", AlpacaValue.of(now)));
        return new AlpacaValue.Sequence(items);
    }

    private static AlpacaValue item(String name, AlpacaValue value) {
        var members = new java.util.LinkedHashMap<String, AlpacaValue>();
        members.put("Name", AlpacaValue.of(name));
        members.put("Value", value);
        return new AlpacaValue.Members(members);
    }
}
