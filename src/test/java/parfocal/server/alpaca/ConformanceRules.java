package parfocal.server.alpaca;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import parfocal.device.Travel;
import parfocal.server.RawHttp;
import parfocal.server.RawHttp.Reply;
import tools.jackson.databind.JsonNode;

/// What ConformU's conformance test does with a focuser and with its sensors, written from the facts about that test.
final class ConformanceRules {
    private static final int TOLERANCE_STEPS = 2;
    private static final Duration WITHIN_A_CALL = Duration.ofSeconds(1);
    private static final int NOT_IMPLEMENTED = 0x400;
    private static final int INVALID_VALUE = 0x401;

    private final RawHttp http;
    private final String root;
    private final List<String> found = new ArrayList<>();

    ConformanceRules(RawHttp http, String root) {
        this.http = http;
        this.root = root;
    }

    List<String> found() {
        return found;
    }

    void connection(int newestVersion) throws IOException, InterruptedException {
        int version = get("interfaceversion").value().intValue();
        note(version >= 1 && version <= newestVersion, "interface version " + version);
        note(!get("connecting").value().booleanValue(), "connecting at rest");
        put("connected", "Connected=True");
        note(get("connected").value().booleanValue(), "not connected after True");
        put("connected", "Connected=False");
        note(!get("connected").value().booleanValue(), "connected after False");
        put("connect", "");
        for (int i = 0; i < 500 && get("connecting").value().booleanValue(); i++) {
            AlpacaBench.PACE.pause(Duration.ofMillis(10));
        }
        note(get("connected").value().booleanValue(), "not connected after Connect()");
        for (String text : List.of("description", "driverinfo", "driverversion", "name")) {
            note(!get(text).value().stringValue().isBlank(), text + " is empty");
        }
        note(get("description").value().stringValue().length() <= 64, "description too long");
        get("supportedactions")
                .value()
                .forEach(action -> note(!action.stringValue().isBlank(), "an empty action"));
    }

    void deviceState(Set<String> allowed) throws IOException {
        var names = new TreeSet<String>();
        get("devicestate").value().forEach(item -> names.add(item.get("Name").stringValue()));
        note(names.contains("TimeStamp"), "devicestate has no TimeStamp");
        names.remove("TimeStamp");
        note(allowed.containsAll(names), "devicestate names " + names);
    }

    void disconnection() throws IOException {
        put("disconnect", "");
        note(!get("connected").value().booleanValue(), "connected after Disconnect()");
    }

    /// @param travel what the focuser can do: orders beyond 0 and `maxstep` end there, or at an end of its own in between
    void focuser(Travel travel) throws IOException, InterruptedException {
        note(get("absolute").value().booleanValue(), "not absolute");
        note(!get("ismoving").value().booleanValue(), "moving at the start");
        int maximum = get("maxstep").value().intValue();
        int increment = get("maxincrement").value().intValue();
        note(increment >= 1 && increment <= maximum, "maxincrement " + increment);
        int start = get("position").value().intValue();
        note(start >= 0 && start <= maximum, "position " + start);
        Reply stepSize = get("stepsize");
        note(isLacking(stepSize) || stepSize.value().doubleValue() > 0, "stepsize");
        Reply temperature = get("temperature");
        note(
                isLacking(temperature) || Math.abs(temperature.value().doubleValue()) < 50,
                "temperature " + temperature.text());
        boolean compensates = get("tempcompavailable").value().booleanValue();
        boolean compensating = get("tempcomp").value().booleanValue();
        note(compensates || !compensating, "tempcomp without being available");
        if (compensates) {
            put("tempcomp", "TempComp=True");
            note(get("tempcomp").value().booleanValue(), "tempcomp is not on");
            moves(start + maximum / 50, Integer.MIN_VALUE);
            note(get("tempcomp").value().booleanValue(), "tempcomp went off by a move");
            put("tempcomp", "TempComp=False");
            note(!get("tempcomp").value().booleanValue(), "tempcomp is not off");
        } else {
            Reply refused = http.put(root + "tempcomp", "TempComp=True");
            note(isLacking(refused), "tempcomp True: " + refused.text());
        }
        put("halt", "");
        int away = start + maximum / 10 <= maximum ? start + maximum / 10 : start - maximum / 10;
        moves(away, away);
        moves(0, travel.nearest(0));
        moves(-10, travel.nearest(0));
        moves(maximum, maximum);
        moves(maximum + 10, maximum);
        moves(start, start);
        put("tempcomp", "TempComp=" + (compensating ? "True" : "False"));
    }

    /// @param end where it has to stand; `Integer.MIN_VALUE`: anywhere
    private void moves(int target, int end) throws IOException, InterruptedException {
        Instant asked = AlpacaBench.PACE.now();
        put("move", "Position=" + target);
        Duration took = Duration.between(asked, AlpacaBench.PACE.now());
        note(took.compareTo(WITHIN_A_CALL) < 0, "move took " + took);
        for (int i = 0; i < 1_500 && isMoving(); i++) {
            AlpacaBench.PACE.pause(Duration.ofMillis(20));
        }
        int stands = get("position").value().intValue();
        note(
                end == Integer.MIN_VALUE || Math.abs(stands - end) <= TOLERANCE_STEPS,
                "sent to %d it stands at %d, not at %d".formatted(target, stands, end));
    }

    /// A move that failed is a finding, not the end of the examination.
    private boolean isMoving() throws IOException {
        Reply moving = get("ismoving");
        return moving.error() == 0 && moving.value().booleanValue();
    }

    void sensors() throws IOException {
        note(get("averageperiod").value().doubleValue() >= 0, "averageperiod");
        note(
                http.put(root + "averageperiod", "AveragePeriod=-2").error() == INVALID_VALUE,
                "a negative period was taken");
        put("averageperiod", "AveragePeriod=5");
        note(get("averageperiod").value().doubleValue() == 5, "averageperiod reads differently");
        put("averageperiod", "AveragePeriod=0.0");
        note(
                get("timesincelastupdate?SensorName=").value().doubleValue() >= -1,
                "timesincelastupdate of all");
        put("refresh", "");
        for (AirSensor sensor : AirSensor.values()) {
            boolean value = isLacking(get(sensor.path()));
            boolean age = isLacking(get("timesincelastupdate?SensorName=" + sensor.spelling()));
            boolean text = isLacking(get("sensordescription?SensorName=" + sensor.spelling()));
            note(value == age && age == text, sensor + " is there and is not");
        }
        note(
                isLacking(get("dewpoint")) == isLacking(get("humidity")),
                "dew point and humidity come together");
    }

    private static boolean isLacking(Reply reply) {
        return reply.error() == NOT_IMPLEMENTED;
    }

    private Reply get(String member) throws IOException {
        Reply reply = http.get(root + member);
        JsonNode number = reply.json().get("ErrorNumber");
        note(
                number.intValue() == 0 || number.intValue() == NOT_IMPLEMENTED,
                "GET %s: %s".formatted(member, reply.text()));
        return reply;
    }

    private void put(String member, String form) throws IOException {
        Reply reply = http.put(root + member, form);
        note(
                reply.status() == 200 && reply.error() == 0,
                "PUT %s %s: %s".formatted(member, form, reply.text()));
    }

    private void note(boolean fine, String finding) {
        if (!fine) {
            found.add(root + ": " + finding);
        }
    }
}
