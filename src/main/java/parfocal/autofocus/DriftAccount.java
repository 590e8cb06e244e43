package parfocal.autofocus;

import java.util.List;
import java.util.Optional;
import parfocal.autofocus.LostSteps.Kind;

/// A best focus that moves with time, by the speed that explains the frames best.
final class DriftAccount {
    /// A thermometer that saw the temperature change makes a focus that wanders with it so much likelier beforehand: a factor of a hundred and
    /// fifty, as `−2 ln`. Every tube has some such speed, and what is left to be shown is that it is not slow.
    private static final double BY_THERMOMETER = 10;

    /// For the second difference of the misfit by the speed, relative.
    private static final double NEARBY = 0.03;

    private final WeighedFrames frames;
    private final Optional<Thermometer> thermometer;

    DriftAccount(WeighedFrames frames) {
        this.frames = frames;
        this.thermometer = Thermometer.of(frames.samples());
    }

    /// Not where a frame was taken nobody knows when, nor where it was as warm at the end as at the beginning.
    boolean possible() {
        return frames.samples().stream().allMatch(s -> s.moment().isPresent())
                && thermometer.filter(Thermometer::unchanged).isEmpty()
                && frames.taken() > 1
                && seconds(frames.taken() - 1) > seconds(0);
    }

    Account best() {
        double perFrame = (seconds(frames.taken() - 1) - seconds(0)) / (frames.taken() - 1);
        return Account.likeliest(frames.spanSteps() / 3 / perFrame, this::of);
    }

    /// For people and for what is left of the run.
    ///
    /// @param rival what explains the frames nearly as well
    Drift told(Account best, Optional<Kind> rival) {
        List<Sample> all = frames.samples();
        return new Drift(
                best.steps(),
                sigma(best.steps()),
                rival.map(LostSteps::doubt),
                all.getFirst().moment().orElseThrow(),
                all.getLast().moment().orElseThrow(),
                thermometer.map(Thermometer::changeCelsius));
    }

    private Account of(double perSecond) {
        double gain = thermometer.filter(Thermometer::changed).isPresent() ? BY_THERMOMETER : 0;
        return Account.of(
                        Kind.DRIFT,
                        1,
                        perSecond,
                        frames.explained(i -> perSecond * (seconds(i) - seconds(0))),
                        2)
                .knownBeforehand(gain);
    }

    /// From the second difference of the misfit, which a standard deviation raises by one.
    private double sigma(double perSecond) {
        double nearby = NEARBY * Math.abs(perSecond);
        double bend =
                of(perSecond - nearby).misfit()
                        + of(perSecond + nearby).misfit()
                        - 2 * of(perSecond).misfit();
        return bend > 0 ? nearby * Math.sqrt(2 / bend) : Math.abs(perSecond);
    }

    private double seconds(int frame) {
        return frames.sample(frame).moment().orElseThrow().seconds();
    }
}
