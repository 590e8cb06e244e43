package parfocal.server.indi;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import parfocal.device.DeviceException;
import parfocal.hub.CameraState;
import parfocal.hub.Client;
import parfocal.hub.FocuserState;
import parfocal.hub.HubCamera;
import parfocal.hub.HubFocuser;
import parfocal.hub.HubWheel;
import parfocal.image.Fits;
import parfocal.image.FitsException;
import parfocal.image.Frame;
import parfocal.wire.indi.NumberShape;
import parfocal.wire.indi.Property;
import parfocal.wire.indi.PropertyState;
import parfocal.wire.indi.Value;

/// Exposures ordered over INDI, and their frames as FITS. Frames that others ordered, such as those of a run, are not sent: a client would take them
/// for its own.
final class ExposurePanel implements Panel {
    private static final String EXPOSURE = "CCD_EXPOSURE";
    private static final String ABORT = "CCD_ABORT_EXPOSURE";
    private static final String FRAME = "CCD1";
    private static final NumberShape SECONDS = new NumberShape("%5.2f", 0.001, 3_600, 1);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    /// @param framesBefore how many frames the camera had given when it began
    private record Open(Duration exposure, Instant begunAt, long framesBefore, Client who) {}

    private record Wanted(Duration exposure, Client who) {}

    private final House house;
    private final HubCamera camera;
    private final String device;
    private final States states;
    private final ReadoutPanel readout;
    private final AtomicBoolean aborted = new AtomicBoolean();
    private @Nullable Shelf shelf;
    private volatile Optional<Open> open = Optional.empty();
    private Optional<Wanted> next = Optional.empty();
    private double shownSeconds;
    private Optional<String> complaint = Optional.empty();

    ExposurePanel(
            House house, HubCamera camera, String device, States states, ReadoutPanel readout) {
        this.house = house;
        this.camera = camera;
        this.device = device;
        this.states = states;
        this.readout = readout;
    }

    void showsOn(Shelf newShelf) {
        shelf = newShelf;
    }

    Optional<String> complaint() {
        Optional<String> words = complaint;
        complaint = Optional.empty();
        return words;
    }

    /// Nothing is aborted when a client leaves: another may wait for the same frame, as KStars does over a second connection.
    void guestLeft(Client who) {}

    @Override
    public boolean isUrgent(String property) {
        return property.equals(ABORT);
    }

    @Override
    public List<Property> properties() {
        if (readout.info().isEmpty()) {
            return List.of();
        }
        settle();
        return List.of(
                Draft.numbers(device, EXPOSURE, "Expose", Trade.MAIN)
                        .state(states.of(EXPOSURE, PropertyState.IDLE))
                        .number("CCD_EXPOSURE_VALUE", "Duration (s)", SECONDS, shownSeconds)
                        .property(),
                Draft.button(device, ABORT, "Abort", Trade.MAIN, "ABORT", "Abort")
                        .state(states.of(ABORT, PropertyState.IDLE))
                        .property(),
                Draft.blobs(device, FRAME, "Image Data", "Image Info")
                        // Always the same: an update without a file would be taken for a broken
                        // one.
                        .file(FRAME, "Image")
                        .property());
    }

    @Override
    public PropertyState order(Asked asked, Client who)
            throws DeviceException, Unfit, InterruptedException {
        if (asked.name().equals(ABORT)) {
            if (asked.isPressed("ABORT") && open.isPresent()) {
                aborted.set(true);
                camera.abort();
            }
            return PropertyState.OK;
        }
        if (!asked.name().equals(EXPOSURE)) {
            throw new Unfit("Error: %s cannot be set.".formatted(asked.name()));
        }
        var exposure = Duration.ofNanos(Math.round(asked.number("CCD_EXPOSURE_VALUE") * 1e9));
        if (open.isPresent() && camera.state().exposing()) {
            // A new exposure takes the place of the one under way.
            next = Optional.of(new Wanted(exposure, who));
            camera.abort();
        } else {
            begin(exposure, who);
        }
        return PropertyState.BUSY;
    }

    private void begin(Duration exposure, Client who)
            throws DeviceException, Unfit, InterruptedException {
        long before = camera.state().frames();
        aborted.set(false);
        camera.start(readout.shot(exposure), who);
        shownSeconds = seconds(exposure);
        open = Optional.of(new Open(exposure, house.pace().now(), before, who));
        states.set(EXPOSURE, PropertyState.BUSY);
    }

    private void settle() {
        if (open.isEmpty()) {
            return;
        }
        Open exposure = open.get();
        CameraState state = camera.state();
        if (state.exposing()) {
            count(exposure);
            return;
        }
        open = Optional.empty();
        shownSeconds = 0;
        if (next.isPresent()) {
            Wanted wanted = next.get();
            next = Optional.empty();
            again(wanted);
        } else if (state.frames() > exposure.framesBefore() && camera.lastFrame().isPresent()) {
            deliver(exposure, camera.lastFrame().get());
        } else if (aborted.getAndSet(false)) {
            states.set(EXPOSURE, PropertyState.IDLE);
        } else {
            states.set(EXPOSURE, PropertyState.ALERT);
            complaint = state.trouble();
        }
    }

    private void again(Wanted wanted) {
        try {
            begin(wanted.exposure(), wanted.who());
        } catch (DeviceException refused) {
            states.set(EXPOSURE, PropertyState.ALERT);
            complaint = Optional.of(refused.fault().message());
        } catch (Unfit unfit) {
            states.set(EXPOSURE, PropertyState.ALERT);
            complaint = Optional.of(unfit.sentence());
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whole seconds, so that they are told about once a second.
    private void count(Open exposure) {
        double passed = seconds(Duration.between(exposure.begunAt(), house.pace().now()));
        double left = seconds(exposure.exposure()) - Math.floor(passed);
        shownSeconds = Math.max(0, left);
    }

    private void deliver(Open exposure, Frame frame) {
        try {
            byte[] fits = Fits.bytes(described(exposure, frame));
            if (shelf != null) {
                shelf.send(
                        FRAME,
                        FRAME,
                        PropertyState.OK,
                        new Value.Blob(".fits", OptionalLong.of(fits.length), fits));
            }
            states.set(EXPOSURE, PropertyState.OK);
        } catch (FitsException failed) {
            states.set(EXPOSURE, PropertyState.ALERT);
            complaint = Optional.of(String.valueOf(failed.getMessage()));
        }
    }

    /// With the keywords that other programs look for; what the camera itself says has precedence.
    private Frame described(Open exposure, Frame frame) {
        var keywords = new HashMap<String, String>();
        keywords.put("EXPTIME", Double.toString(seconds(exposure.exposure())));
        keywords.put("DATE-OBS", DATE.format(exposure.begunAt()));
        keywords.put("FRAME", readout.frameType());
        keywords.put("ROWORDER", "TOP-DOWN");
        keywords.put("INSTRUME", device);
        keywords.put("XBINNING", Integer.toString(readout.binning()));
        keywords.put("YBINNING", Integer.toString(readout.binning()));
        readout.info()
                .ifPresent(info -> {
                    String microns = Double.toString(info.pixelMicrons() * readout.binning());
                    if (info.pixelMicrons() > 0) {
                        keywords.put("XPIXSZ", microns);
                        keywords.put("YPIXSZ", microns);
                    }
                    info.colourPattern().ifPresent(pattern -> keywords.put("BAYERPAT", pattern));
                });
        focuser()
                .map(HubFocuser::state)
                .filter(state -> state.availability().isReady())
                .ifPresent(state -> describe(state, keywords));
        filter().ifPresent(name -> keywords.put("FILTER", name));
        keywords.putAll(frame.keywords());
        return frame.with(keywords);
    }

    private static void describe(FocuserState state, Map<String, String> keywords) {
        keywords.put("FOCUSPOS", Integer.toString(state.positionSteps()));
        state.temperatureCelsius()
                .ifPresent(celsius -> keywords.put("FOCUSTEM", Double.toString(celsius)));
    }

    /// The one in front of this camera.
    private Optional<HubFocuser> focuser() {
        List<HubFocuser> all = house.hub().focusers();
        return camera.plan()
                .focuserId()
                .flatMap(house.hub()::focuser)
                .or(() -> all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty());
    }

    /// The filter in the light, where there is no doubt which wheel is meant.
    private Optional<String> filter() {
        List<HubWheel> wheels = house.hub().wheels();
        Optional<HubWheel> wheel =
                house.hub()
                        .wheel(camera.id())
                        .or(() ->
                                wheels.size() == 1
                                        ? Optional.of(wheels.getFirst())
                                        : Optional.empty());
        return wheel.map(HubWheel::state)
                .filter(state -> state.slot().isPresent())
                .map(state -> state.filters().get(state.slot().getAsInt()));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
