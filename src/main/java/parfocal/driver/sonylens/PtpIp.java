package parfocal.driver.sonylens;

import static parfocal.driver.sonylens.SonyProperty.INT16;
import static parfocal.driver.sonylens.SonyProperty.INT8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.driver.sonylens.PtpTalk.Answer;

/// A Sony body on the network, spoken to directly.
final class PtpIp implements CameraLink {
    static final int USUAL_PORT = 15_740;

    private final String device;
    private PtpWires wires;
    private Optional<PtpTalk> talk = Optional.empty();
    private Body body;

    /// @throws DeviceException when no Sony body answers; the wires stay the caller's then
    PtpIp(String device, PtpWires wires) throws DeviceException {
        this.device = device;
        this.wires = wires;
        this.body = meet();
    }

    @Override
    public Body body() {
        return body;
    }

    @Override
    public Outcome press(int key) throws DeviceException {
        PtpTalk open = connected();
        Answer answer;
        try {
            answer =
                    open.tell(
                            SonyWords.CONTROL, SonyWords.NEAR_FAR, SonyProperty.number(INT16, key));
        } catch (DeviceException trouble) {
            talk = Optional.empty();
            return new Outcome.Unanswered(trouble);
        }
        return switch (answer.code()) {
            case SonyWords.OK -> new Outcome.Done();
            case SonyWords.BUSY -> new Outcome.Busy();
            default -> new Outcome.Refused(Refusal.of(answer.code()));
        };
    }

    @Override
    public Look look() throws DeviceException {
        PtpTalk open = connected();
        try {
            Answer answer = open.ask(SonyWords.GET_ALL_PROPERTIES);
            var properties = SonyProperty.decode(answer.data());
            if (!answer.ok() || properties.isEmpty()) {
                throw garbled("its properties", answer);
            }
            return seen(properties.get());
        } catch (DeviceException trouble) {
            talk = Optional.empty();
            throw trouble;
        }
    }

    private static Look seen(Map<Integer, SonyProperty> properties) {
        SonyProperty percent = properties.get(SonyWords.FOCAL_POSITION);
        SonyProperty enabled = properties.get(SonyWords.MANUAL_FOCUS_ENABLED);
        return new Look(
                percent == null
                        ? OptionalInt.empty()
                        : OptionalInt.of(Math.clamp(percent.current(), 0, 100)),
                Optional.ofNullable(enabled).map(it -> it.current() == 1));
    }

    @Override
    public Duration lookLag() {
        return Duration.ofMillis(100);
    }

    @Override
    public void release() {
        talk.ifPresent(open -> {
            try {
                open.ask(SonyWords.CLOSE_SESSION);
            } catch (DeviceException _) {
                // A body that is gone needs no goodbye.
            }
        });
        talk = Optional.empty();
        wires.hangUp();
    }

    @Override
    public void close() {
        release();
        wires.close();
    }

    private PtpTalk connected() throws DeviceException {
        if (talk.isEmpty()) {
            wires.hangUp();
            wires = wires.again();
            body = meet();
        }
        return talk.orElseThrow();
    }

    private Body meet() throws DeviceException {
        var open = new PtpTalk(device, wires);
        int opened = open.ask(SonyWords.OPEN_SESSION, 1).code();
        if (opened != SonyWords.OK && opened != SonyWords.SESSION_ALREADY_OPEN) {
            throw new DeviceException(
                    new DeviceFault.Refused(
                            device,
                            "a session",
                            "it answered 0x%04X. Does another program hold the camera?"
                                    .formatted(opened)));
        }
        Answer told = open.ask(SonyWords.GET_DEVICE_INFO);
        DeviceInfo info =
                DeviceInfo.decode(told.data()).orElseThrow(() -> garbled("who it is", told));
        if (!info.isSony()) {
            throw new DeviceException(
                    new DeviceFault.WrongDevice(
                            device,
                            "a Sony body",
                            "%s %s".formatted(info.manufacturer(), info.model())));
        }
        open.ask(SonyWords.CONNECT, 1, 0, 0);
        open.ask(SonyWords.CONNECT, 2, 0, 0);
        Answer extended = open.ask(SonyWords.GET_EXTENDED_INFO, SonyWords.OLD_VERSION);
        open.ask(SonyWords.CONNECT, 3, 0, 0);
        // Bodies that do not know the priority of the computer give it all the same.
        open.tell(SonyWords.SET_PROPERTY, SonyWords.PRIORITY, SonyProperty.number(INT8, 1));
        talk = Optional.of(open);
        var warnings = new ArrayList<String>();
        if (!listsNearFar(extended.data())) {
            warnings.add(
                    "%s does not list the focus keys. Some such bodies obey them all the same: try a move and look at the lens."
                            .formatted(info.model()));
        }
        return new Body(Kind.SONY, info.model(), Optional.of(info.version()), warnings);
    }

    private static boolean listsNearFar(byte[] extended) {
        ByteBuffer in = ByteBuffer.wrap(extended).order(ByteOrder.LITTLE_ENDIAN);
        try {
            in.getShort();
            List<Integer> properties = DeviceInfo.codes(in);
            return DeviceInfo.codes(in).contains(SonyWords.NEAR_FAR)
                    || properties.contains(SonyWords.NEAR_FAR);
        } catch (BufferUnderflowException _) {
            return false;
        }
    }

    private DeviceException garbled(String asked, Answer answer) {
        return new DeviceException(
                new DeviceFault.Garbled(
                        device,
                        asked,
                        "0x%04X and %d bytes".formatted(answer.code(), answer.data().length)));
    }
}
