package parfocal.autofocus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import parfocal.device.Approach;
import parfocal.device.Camera;
import parfocal.device.DeviceException;
import parfocal.device.Focuser;
import parfocal.stars.Bahtinov;
import parfocal.stars.Bahtinov.Spikes;

/// The play between motor and tube, measured quickly through a Bahtinov mask: the middle spike says on which side of focus the tube is and
/// how far, so a few frames reached upward and the same places reached downward give two straight lines, and the play lies between their
/// zeros. Begun within the reach of the spikes, near focus.
///
/// @param up         the line of the places reached upward; `down` likewise
/// @param steps      best position upward less best position downward
/// @param sigmaSteps its standard deviation
/// @param exposures  in all
public record SpikeBacklash(
        SpikeTrack up, SpikeTrack down, double steps, double sigmaSteps, int exposures) {
    public static final String METHOD = "spikes of a Bahtinov mask, both ways";

    private static final double PROVEN_SIGMAS = 3;

    /// The middle spike shall move by this much over the places of one way.
    private static final double WANTED_PIXELS = 4;

    private static final int PLACES = 3;
    private static final int GROWTH = 4;
    private static final int MOST_LOOKS = 12;

    /// What came of trying.
    ///
    /// @param reason why not, where there is no measurement
    public record Attempt(Optional<SpikeBacklash> measurement, Optional<String> reason) {}

    /// Moves about where the focuser stands, and goes back to best focus downward.
    ///
    /// @param focuser one whose moves return when it stands still, limits kept
    public static Attempt measure(Focuser focuser, Camera camera, Duration exposure)
            throws DeviceException, InterruptedException {
        return new Walk(focuser, camera, exposure).go();
    }

    public boolean proven() {
        return Math.abs(steps) > PROVEN_SIGMAS * sigmaSteps;
    }

    public String sentence() {
        if (!proven()) {
            return "No backlash seen: the spikes meet at the same place from both sides; more than %.1f steps would have shown."
                    .formatted(Math.max(0, steps) + 2 * sigmaSteps);
        }
        return steps > 0
                ? "%.1f ± %.1f steps of backlash: the spikes meet that much lower when the place is reached downward."
                        .formatted(steps, sigmaSteps)
                : "The spikes meet %.1f ± %.1f steps higher when the place is reached downward: something compensates for more backlash than there is, or compensates twice."
                        .formatted(-steps, sigmaSteps);
    }

    /// One measurement on its way.
    private static final class Walk {
        private final Focuser focuser;
        private final Camera camera;
        private final Duration exposure;
        private int looks;
        private Optional<String> trouble = Optional.empty();

        Walk(Focuser focuser, Camera camera, Duration exposure) {
            this.focuser = focuser;
            this.camera = camera;
            this.exposure = exposure;
        }

        Attempt go() throws DeviceException, InterruptedException {
            int start = focuser.status().positionSteps();
            Optional<List<Integer>> places = places(start);
            if (places.isEmpty()) {
                return back(start, trouble.orElse("The spikes could not be followed."));
            }
            Optional<SpikeTrack> up = track(places.get(), Approach.UP);
            Optional<SpikeTrack> down =
                    up.isEmpty() ? Optional.empty() : track(places.get(), Approach.DOWN);
            if (up.isEmpty() || down.isEmpty()) {
                return back(
                        start,
                        trouble.orElse(
                                "The spikes did not move as the focuser did: does the tube follow the motor?"));
            }
            double steps = up.get().bestPositionSteps() - down.get().bestPositionSteps();
            double sigma = Math.hypot(up.get().sigmaSteps(), down.get().sigmaSteps());
            int best = (int) Math.round(down.get().bestPositionSteps());
            arrive(focuser.travel().nearest(best), Approach.DOWN);
            return new Attempt(
                    Optional.of(new SpikeBacklash(up.get(), down.get(), steps, sigma, looks)),
                    Optional.empty());
        }

        private Attempt back(int start, String reason)
                throws DeviceException, InterruptedException {
            arrive(start, Approach.DOWN);
            return new Attempt(Optional.empty(), Optional.of(reason));
        }

        /// Upward from the start with steps that grow until the middle spike has clearly moved; then places about where it would be
        /// in the middle.
        private Optional<List<Integer>> places(int start)
                throws DeviceException, InterruptedException {
            arrive(start, Approach.UP);
            Optional<Spikes> first = look();
            int step = Math.max(2, focuser.travel().lengthSteps() / 150);
            int at = start;
            while (first.isPresent() && looks < MOST_LOOKS) {
                at = focuser.travel().nearest(start + step);
                focuser.moveTo(at);
                Optional<Spikes> next = look();
                if (next.isEmpty()) {
                    return Optional.empty();
                }
                double moved = next.get().offsetPixels() - first.get().offsetPixels();
                if (Math.abs(moved) > WANTED_PIXELS / 2) {
                    double perStep = moved / (at - start);
                    double best = start - first.get().offsetPixels() / perStep;
                    double apart = WANTED_PIXELS / Math.abs(perStep) / (PLACES - 1);
                    var places = new ArrayList<Integer>();
                    for (int i = 0; i < PLACES; i++) {
                        places.add(
                                focuser.travel()
                                        .nearest(
                                                (int)
                                                        Math.round(
                                                                best
                                                                        + (i - (PLACES - 1) / 2.0)
                                                                                * apart)));
                    }
                    return Optional.of(places);
                }
                if (at != start + step) {
                    break;
                }
                step *= GROWTH;
            }
            return Optional.empty();
        }

        private Optional<SpikeTrack> track(List<Integer> rising, Approach way)
                throws DeviceException, InterruptedException {
            List<Integer> places = way == Approach.UP ? rising : rising.reversed();
            var seen = new ArrayList<SpikeTrack.At>();
            for (int place : places) {
                if (seen.isEmpty()) {
                    arrive(place, way);
                } else {
                    focuser.moveTo(place);
                }
                Optional<Spikes> spikes = look();
                if (spikes.isEmpty()) {
                    return Optional.empty();
                }
                seen.add(new SpikeTrack.At(focuser.status().positionSteps(), spikes.get()));
            }
            return SpikeTrack.through(seen);
        }

        private void arrive(int place, Approach way) throws DeviceException, InterruptedException {
            double runUp = RunUp.steps(focuser.travel());
            focuser.moveTo(RunUp.behind(focuser.travel(), way, place, runUp));
            focuser.moveTo(place);
        }

        private Optional<Spikes> look() throws DeviceException, InterruptedException {
            looks++;
            return switch (Bahtinov.in(camera.expose(exposure))) {
                case Spikes spikes -> Optional.of(spikes);
                case Bahtinov.None none -> {
                    trouble =
                            Optional.of(
                                    "At %d: %s"
                                            .formatted(
                                                    focuser.status().positionSteps(),
                                                    none.reason()));
                    yield Optional.empty();
                }
            };
        }
    }
}
