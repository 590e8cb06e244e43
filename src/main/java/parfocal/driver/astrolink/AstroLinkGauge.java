package parfocal.driver.astrolink;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.driver.astrolink.AstroLinkCommand.ReadStatus;
import parfocal.driver.astrolink.AstroLinkReply.Status;
import parfocal.time.Pace;

/// What the status line says of one motor. Orders are acknowledged whether they are carried out or not, so this has the last word
/// on each.
final class AstroLinkGauge {
    /// The device samples twice a second, and its readings may be as old as that.
    private static final Duration SAMPLED = Duration.ofMillis(700);

    static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final AstroLinkTalk talk;
    private final Pace pace;
    private final AstroLinkModel model;
    private final int motor;
    private final String name;

    AstroLinkGauge(AstroLinkTalk talk, Pace pace, AstroLinkModel model, int motor, String name) {
        this.talk = talk;
        this.pace = pace;
        this.model = model;
        this.motor = motor;
        this.name = name;
    }

    interface Sight {
        boolean in(AstroLinkReading reading);
    }

    /// Looks until the device's readings cannot be older than the order.
    boolean soon(Sight sight) throws DeviceException {
        Instant deadline = pace.now().plus(SAMPLED);
        while (true) {
            if (sight.in(read())) {
                return true;
            }
            if (!pace.now().isBefore(deadline)) {
                return false;
            }
            talk.listen(BETWEEN_LOOKS);
        }
    }

    AstroLinkReading requireStanding(String asked) throws DeviceException {
        AstroLinkReading reading = read();
        if (reading.moving()) {
            throw refused(asked, "it is moving. Halt it, or wait.");
        }
        return reading;
    }

    AstroLinkReading read() throws DeviceException {
        List<String> fields = status(talk);
        if (AstroLinkModel.of(ownName(), fields).filter(model::equals).isEmpty()) {
            throw stranger(name, fields.size());
        }
        return AstroLinkReading.of(model, motor, fields);
    }

    // A name that leads back to this model, given a status line of the right shape.
    private String ownName() {
        return switch (model) {
            case FOCUSER_LINK -> "FocuserLink";
            case MINI, MINI_II -> "AstroLink4mini";
            case USB -> "AstroLink4USB";
            case MAX -> "AstroLink4Max";
        };
    }

    static List<String> status(AstroLinkTalk talk) throws DeviceException {
        return ((Status) talk.ask(new ReadStatus())).fields();
    }

    static DeviceException stranger(String ownName, int fields) {
        return new DeviceException(
                new DeviceFault.WrongDevice(
                        AstroLink.NAME,
                        "a FocuserLink or an AstroLink 4",
                        "%s with a status of %d fields".formatted(ownName, fields)));
    }

    DeviceException refused(String order, String reason) {
        return new DeviceException(new DeviceFault.Refused(name, order, reason));
    }
}
