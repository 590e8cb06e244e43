package parfocal.driver.indi;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.link.Line;
import parfocal.time.Pace;
import parfocal.wire.indi.IndiMessage;
import parfocal.wire.indi.IndiMessage.NewVector;
import parfocal.wire.indi.Property;
import parfocal.wire.indi.PropertyState;

/// Makes sure that an INDI server answers and has the focuser, and has it connect to the focuser if it is not connected.
final class IndiMeeting {
    private static final Duration TO_CONNECT = Duration.ofSeconds(15);
    private static final Duration QUIET = Duration.ofMillis(250);

    private final IndiTalk talk;

    IndiMeeting(Line line, Pace pace) {
        talk = new IndiTalk(line, pace);
    }

    /// @param wanted the focuser's name; empty for the first there is
    IndiTalk with(Optional<String> wanted) throws DeviceException {
        wanted.ifPresent(talk::device);
        IndiMessage question =
                wanted.map(IndiMessage.GetProperties::of).orElseGet(IndiMessage.GetProperties::all);
        boolean found = false;
        for (int tried = 0; tried < IndiTalk.TRIES && !found; tried++) {
            talk.startAfresh();
            talk.say(question);
            found = talk.await(IndiTalk.ANSWER, () -> find(wanted));
        }
        if (!found) {
            throw nobody(wanted);
        }
        connect();
        awaitMotion();
        talk.awaitQuiet(QUIET);
        return talk;
    }

    private boolean find(Optional<String> wanted) {
        Optional<String> focuser =
                wanted.isPresent()
                        ? wanted
                        : talk.devices().stream().filter(this::isFocuser).findFirst();
        focuser.ifPresent(talk::device);
        return focuser.isPresent() && talk.property(Words.CONNECTION).isPresent();
    }

    private boolean isFocuser(String device) {
        return talk.property(device, Words.DRIVER_INFO)
                .flatMap(info -> info.text(Words.DRIVER_INTERFACE))
                .filter(bits -> bits.strip().matches("\\d{1,9}"))
                .filter(bits -> (Integer.parseInt(bits.strip()) & Words.FOCUSER_BIT) != 0)
                .isPresent();
    }

    private void connect() throws DeviceException {
        for (int tried = 0; tried < IndiTalk.TRIES; tried++) {
            if (talk.property(Words.CONNECTION).filter(IndiMeeting::isConnected).isPresent()) {
                return;
            }
            talk.startAfresh();
            talk.forgetLines();
            int before = talk.news(Words.CONNECTION);
            talk.say(NewVector.press(talk.device(), Words.CONNECTION, Words.CONNECT));
            boolean answered =
                    talk.await(
                            tried == 0 ? IndiTalk.ANSWER : TO_CONNECT,
                            () ->
                                    talk.news(Words.CONNECTION) > before
                                            && talk.property(Words.CONNECTION)
                                                    .filter(known ->
                                                            known.state() != PropertyState.BUSY)
                                                    .isPresent());
            if (answered
                    && talk.property(Words.CONNECTION)
                            .filter(known -> !known.isOn(Words.CONNECT))
                            .isPresent()) {
                throw notConnected(
                        "its INDI driver could not connect to it: %s Check its power and cable."
                                .formatted(talk.reason()));
            }
            if (!answered) {
                // Perhaps only the answer was lost.
                var _ = talk.asked(Words.CONNECTION);
            }
        }
        if (talk.property(Words.CONNECTION).filter(IndiMeeting::isConnected).isEmpty()) {
            throw talk.silent(Words.CONNECTION, TO_CONNECT);
        }
    }

    private void awaitMotion() throws DeviceException {
        for (int tried = 0; tried < IndiTalk.TRIES; tried++) {
            if (talk.await(IndiTalk.ANSWER, this::canMove)) {
                return;
            }
            talk.startAfresh();
            talk.say(IndiMessage.GetProperties.of(talk.device()));
        }
        if (talk.await(IndiTalk.ANSWER, this::canMove)) {
            return;
        }
        throw new DeviceException(
                new DeviceFault.WrongDevice(
                        talk.device(),
                        "a focuser that can be sent anywhere",
                        "an INDI device without " + Words.ABSOLUTE + " and " + Words.RELATIVE));
    }

    private boolean canMove() {
        return talk.property(Words.ABSOLUTE).isPresent()
                || (talk.property(Words.RELATIVE).isPresent()
                        && talk.property(Words.MOTION).isPresent());
    }

    private static boolean isConnected(Property connection) {
        return connection.isOn(Words.CONNECT) && connection.state() != PropertyState.BUSY;
    }

    private DeviceException nobody(Optional<String> wanted) {
        List<String> devices = talk.devices();
        if (!devices.isEmpty()) {
            return new DeviceException(
                    new DeviceFault.WrongDevice(
                            talk.device(),
                            "a focuser",
                            "an INDI server with " + String.join(", ", devices)));
        }
        if (talk.garbage().isPresent()) {
            return new DeviceException(
                    new DeviceFault.WrongDevice(
                            talk.device(), "an INDI server", talk.garbage().get()));
        }
        return wanted.isPresent()
                ? notConnected(
                        "the INDI server says nothing of such a device. Check the name, which is written as its panel writes it, and that its driver runs.")
                : talk.silent("getProperties", IndiTalk.ANSWER.multipliedBy(IndiTalk.TRIES));
    }

    private DeviceException notConnected(String reason) {
        return new DeviceException(new DeviceFault.NotConnected(talk.device(), reason));
    }
}
