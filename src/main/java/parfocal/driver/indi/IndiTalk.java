package parfocal.driver.indi;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.link.Line;
import parfocal.link.ReplyShape;
import parfocal.link.WireLog;
import parfocal.time.Pace;
import parfocal.wire.indi.IndiLimits;
import parfocal.wire.indi.IndiMessage;
import parfocal.wire.indi.IndiParser;
import parfocal.wire.indi.IndiSyntaxException;
import parfocal.wire.indi.IndiWriter;
import parfocal.wire.indi.Mirror;
import parfocal.wire.indi.Property;

/// What an INDI server says over a line, kept in a mirror. The server speaks when it has news; when part of that was lost, it is asked
/// to tell everything once more.
final class IndiTalk {
    /// Long beside what a server needs that is not busy with a move.
    static final Duration ANSWER = Duration.ofSeconds(2);

    static final int TRIES = 3;

    // A line gives what came within a time; this is how late an answer may be noticed.
    private static final Duration LISTEN = Duration.ofMillis(20);
    private static final byte[] NOTHING = {};

    private final Line line;
    private final Pace pace;
    private final Mirror mirror = new Mirror();
    private final Map<String, Integer> news = new HashMap<>();
    private IndiParser parser = new IndiParser(IndiLimits.ofAClient());
    private String device = "";
    private boolean lost;
    private Optional<String> garbage = Optional.empty();
    private Optional<String> lastLine = Optional.empty();
    private Instant heardAt;
    private boolean foreignOrder;

    IndiTalk(Line line, Pace pace) {
        this.line = line;
        this.pace = pace;
        this.heardAt = pace.now();
    }

    /// What the device is called, once that is known.
    String device() {
        return device.isEmpty() ? Indi.NAME : device;
    }

    void device(String name) {
        device = name;
    }

    List<String> devices() {
        return mirror.devices();
    }

    Optional<Property> property(String name) {
        return mirror.property(device, name);
    }

    Optional<Property> property(String ofDevice, String name) {
        return mirror.property(ofDevice, name);
    }

    /// How often the server has spoken of this property of the device.
    int news(String property) {
        return news.getOrDefault(property, 0);
    }

    /// When the server spoke last of anything of the device.
    Instant heardAt() {
        return heardAt;
    }

    /// The last line for people about the device, from now on; empty until there is one.
    Optional<String> lastLine() {
        return lastLine.map(line -> line.replaceFirst("^\\[[A-Z]+\\]\\s*", "").strip());
    }

    /// As a whole sentence, also where the device said nothing.
    String reason() {
        String said = lastLine().orElse("it gave no reason");
        return said.endsWith(".") ? said : said + ".";
    }

    void forgetLines() {
        lastLine = Optional.empty();
        foreignOrder = false;
    }

    /// Whether another client has ordered a move since the lines were forgotten: servers repeat orders to the others.
    boolean foreignOrder() {
        return foreignOrder;
    }

    /// What came that was no INDI, if anything did.
    Optional<String> garbage() {
        return garbage;
    }

    /// Takes up what has arrived, without waiting.
    void drain() throws DeviceException {
        hear(line.exchange(NOTHING, new ReplyShape.Anything(), Duration.ZERO));
        if (lost) {
            recover();
        }
    }

    /// Says something and takes up what has arrived.
    void say(IndiMessage message) throws DeviceException {
        hear(line.exchange(IndiWriter.bytes(message), new ReplyShape.Anything(), Duration.ZERO));
    }

    /// Says something at once, also while another thread is listening.
    void interject(IndiMessage message) throws DeviceException {
        line.exchange(IndiWriter.bytes(message), new ReplyShape.None(), Duration.ZERO);
    }

    /// Listens until something is so.
    ///
    /// @return whether it came to be so within the time
    boolean await(Duration atMost, BooleanSupplier so) throws DeviceException {
        Instant end = pace.now().plus(atMost);
        while (!so.getAsBoolean()) {
            if (!pace.now().isBefore(end)) {
                return false;
            }
            hear(line.exchange(NOTHING, new ReplyShape.Anything(), LISTEN));
        }
        return true;
    }

    /// Listens until there was no definition for so long: definitions come in a burst whose end nobody tells.
    void awaitQuiet(Duration quiet) throws DeviceException {
        int before;
        do {
            before = mirror.properties(device).size();
            var _ = await(quiet, () -> false);
        } while (mirror.properties(device).size() > before);
    }

    /// Has a property told anew.
    ///
    /// @throws DeviceException `Silent` when the server does not, however often it is asked
    Property asked(String property) throws DeviceException {
        for (int tried = 0; tried < TRIES; tried++) {
            startAfresh();
            int before = news(property);
            say(IndiMessage.GetProperties.of(device, property));
            if (await(ANSWER, () -> news(property) > before && property(property).isPresent())) {
                return property(property).orElseThrow();
            }
        }
        throw silent("getProperties " + property, ANSWER.multipliedBy(TRIES));
    }

    DeviceException silent(String request, Duration waited) {
        return new DeviceException(new DeviceFault.Silent(device(), request, waited));
    }

    /// What was half said is not waited for any more.
    void startAfresh() {
        if (parser.midMessage()) {
            parser = new IndiParser(IndiLimits.ofAClient());
        }
        lost = false;
    }

    void close() {
        line.close();
    }

    // Something was lost, and nobody knows of which property: all of them may be old.
    private void recover() throws DeviceException {
        boolean absolute = property(Words.ABSOLUTE).isPresent();
        String telling = absolute ? Words.ABSOLUTE : Words.RELATIVE;
        for (int tried = 0; tried < TRIES; tried++) {
            startAfresh();
            int before = news(telling);
            say(IndiMessage.GetProperties.of(device));
            if (await(ANSWER, () -> news(telling) > before) && !lost) {
                return;
            }
        }
        lost = true;
        throw silent("getProperties", ANSWER.multipliedBy(TRIES));
    }

    private void hear(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        try {
            parser.feed(bytes, this::hear);
        } catch (IndiSyntaxException _) {
            garbage =
                    Optional.of(WireLog.visible(Arrays.copyOf(bytes, Math.min(40, bytes.length))));
            parser = new IndiParser(IndiLimits.ofAClient());
            lost = true;
        }
    }

    private void hear(IndiMessage message) {
        mirror.accept(message);
        switch (message) {
            case IndiMessage.DefVector define ->
                    spoken(define.property().device(), define.property().name(), define.message());
            case IndiMessage.SetVector set -> spoken(set.device(), set.name(), set.message());
            case IndiMessage.DelProperty gone ->
                    spoken(gone.device(), gone.name().orElse(""), gone.message());
            case IndiMessage.Note(Optional<String> of, _, String text)
                    when of.filter(device::equals).isPresent() ->
                    lastLine = Optional.of(text);
            case IndiMessage.NewVector order
                    when order.device().equals(device)
                            && (order.name().equals(Words.ABSOLUTE)
                                    || order.name().equals(Words.RELATIVE)) ->
                    foreignOrder = true;
            default -> {
                // Concerns others.
            }
        }
    }

    private void spoken(String ofDevice, String name, Optional<String> text) {
        if (ofDevice.equals(device)) {
            news.merge(name, 1, Integer::sum);
            heardAt = pace.now();
            text.ifPresent(line -> lastLine = Optional.of(line));
        }
    }
}
