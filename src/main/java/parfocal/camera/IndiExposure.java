package parfocal.camera;

import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.wire.indi.IndiClient;
import parfocal.wire.indi.IndiMessage;
import parfocal.wire.indi.Item;
import parfocal.wire.indi.Mirror;
import parfocal.wire.indi.Property;
import parfocal.wire.indi.PropertyState;
import parfocal.wire.indi.Value;

/// One exposure as it is told of, message by message, from the order to the frame or to the reason why there is none.
///
/// A frame is ours when the exposure was seen to begin after our order and nobody began another one since. It may come before or after
/// the camera says that it is done; drivers differ.
final class IndiExposure implements IndiClient.Reaction<IndiExposure.End> {
    static final String EXPOSURE = "CCD_EXPOSURE";
    static final String SECONDS = "CCD_EXPOSURE_VALUE";
    static final String IMAGE = "CCD1";

    /// How it ended.
    sealed interface End {
        record Arrived(Value.Blob frame) implements End {}

        /// @param reason a sentence, with what to do where anything can be done
        record Failed(String reason) implements End {}
    }

    // More than remaining times are rounded by.
    private static final double JUMP_SECONDS = 1.5;

    private final String device;
    private final double seconds;
    private final IndiDevice.Complaint complaint;
    private boolean begun;
    private boolean done;
    private double leftSeconds;

    IndiExposure(String device, double seconds) {
        this.device = device;
        this.seconds = seconds;
        this.leftSeconds = seconds;
        this.complaint = new IndiDevice.Complaint(device);
    }

    /// Whether the camera was heard to begin.
    boolean begun() {
        return begun;
    }

    /// Whether the camera says that it is done.
    boolean done() {
        return done;
    }

    @Override
    public Optional<End> to(IndiMessage message, Mirror mirror) {
        complaint.hear(message);
        return switch (message) {
            case IndiMessage.SetVector set when is(set.device(), set.name(), EXPOSURE) ->
                    state(mirror.property(device, EXPOSURE));
            case IndiMessage.SetVector set when is(set.device(), set.name(), IMAGE) -> frame(set);
            // A server repeats to everybody else what one of its clients orders.
            case IndiMessage.NewVector foreign
                    when is(foreign.device(), foreign.name(), EXPOSURE) ->
                    failed(
                            "another program started an exposure on it. Stop the other program, or let it finish.");
            case IndiMessage.DelProperty gone
                    when gone.device().equals(device)
                            && (gone.name().isEmpty()
                                    || gone.name().filter(EXPOSURE::equals).isPresent()) ->
                    failed(
                            gone.name().isEmpty()
                                    ? "its INDI driver ended during the exposure. If it does so again, look into the log of the INDI server."
                                    : "it was disconnected during the exposure. Connect it again.");
            default -> Optional.empty();
        };
    }

    private boolean is(String ofDevice, String name, String property) {
        return device.equals(ofDevice) && property.equals(name);
    }

    private Optional<End> state(Optional<Property> exposure) {
        if (exposure.isEmpty()) {
            return Optional.empty();
        }
        PropertyState state = exposure.get().state();
        return switch (state) {
            case BUSY -> busy(exposure.get().number(SECONDS));
            case ALERT -> failed("it refused the exposure: " + complaint.text());
            case OK -> {
                done |= begun;
                yield Optional.empty();
            }
            case IDLE ->
                    begun && !done
                            ? failed(
                                    "somebody aborted the exposure. Let no other program use the camera meanwhile.")
                            : Optional.empty();
        };
    }

    private Optional<End> busy(OptionalDouble left) {
        double now = left.orElse(leftSeconds);
        boolean longerThanOurs = now > Math.max(seconds, leftSeconds) + JUMP_SECONDS;
        if (begun && (done || longerThanOurs)) {
            return failed("another exposure began before the frame of ours arrived.");
        }
        begun = true;
        leftSeconds = now;
        return Optional.empty();
    }

    private Optional<End> frame(IndiMessage.SetVector image) {
        if (!begun) {
            // Of an exposure before ours.
            return Optional.empty();
        }
        for (Item item : image.items()) {
            if (item.value() instanceof Value.Blob blob && blob.bytes().length > 0) {
                return Optional.of(new End.Arrived(blob));
            }
            if (item.value() instanceof Value.Unreadable(String what)) {
                return failed("it sent %s.".formatted(what));
            }
        }
        return image.state().filter(PropertyState.ALERT::equals).isPresent()
                ? failed("it could not deliver the frame: " + complaint.text())
                : Optional.empty();
    }

    private static Optional<End> failed(String reason) {
        return Optional.of(new End.Failed(reason));
    }
}
