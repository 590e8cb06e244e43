package parfocal.compensation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import parfocal.thermal.BelievedThermometer;
import parfocal.thermal.LaggedTemperature;
import parfocal.thermal.TemperatureLaw;

/// Follows one thermometer and says where the focuser should stand.
///
/// The target is a real number, always derived from the one reference, and rounded only when a move is ordered: increments of a third of a
/// step are not lost, however many there are.
public final class FocusHold {
    private static final int[] LAGS_MINUTES = {10, 20, 30, 40, 60};

    private final BelievedThermometer thermometer = new BelievedThermometer();
    private final SortedMap<Integer, LaggedTemperature> lagged = new TreeMap<>();
    private LaggedTemperature mean;
    private CompensationSettings settings;
    private Optional<FocusReference> reference = Optional.empty();
    // Set before the thermometer has said anything.
    private Optional<Awaiting> awaiting = Optional.empty();

    private record Awaiting(double positionSteps, double sigmaSteps) {}

    public FocusHold(CompensationSettings settings) {
        this.settings = settings;
        this.mean = new LaggedTemperature(settings.averaging());
        for (int lag : LAGS_MINUTES) {
            lagged.put(lag, new LaggedTemperature(Duration.ofMinutes(lag)));
        }
    }

    public CompensationSettings settings() {
        return settings;
    }

    /// Changes the settings. A new law starts from where the old one would have focus now, and so does another thermometer.
    public void settle(CompensationSettings fresh) {
        OptionalDouble target = targetSteps();
        boolean another = !fresh.sensorId().equals(settings.sensorId());
        boolean slower = !fresh.averaging().equals(settings.averaging());
        double sigma = reference.map(FocusReference::sigmaSteps).orElse(0.0);
        settings = fresh;
        if (another) {
            thermometer.forget();
            lagged.replaceAll((lag, _) -> new LaggedTemperature(Duration.ofMinutes(lag)));
        }
        if (another || slower) {
            Optional<Double> before = mean.celsius();
            mean = new LaggedTemperature(fresh.averaging());
            if (!another) {
                before.ifPresent(celsius -> mean.feed(Instant.EPOCH, celsius));
            }
        }
        target.ifPresent(steps -> refer(steps, sigma));
    }

    /// Takes a reading in; one that is not to be believed changes nothing.
    public void feed(Instant now, double celsius) {
        Optional<Double> believed = thermometer.feed(now, celsius);
        if (believed.isEmpty()) {
            return;
        }
        mean.feed(now, celsius);
        lagged.values().forEach(slow -> slow.feed(now, celsius));
        awaiting.ifPresent(put -> refer(put.positionSteps(), put.sigmaSteps()));
    }

    /// What is wrong with the thermometer.
    public Optional<String> fault() {
        return thermometer.fault();
    }

    /// The temperature that the law takes: averaged, and with the law's lag.
    public OptionalDouble celsius() {
        LaggedTemperature taken = lagged.getOrDefault(lagMinutes(), mean);
        return taken.celsius().map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    private int lagMinutes() {
        return settings.law().map(TemperatureLaw::lagMinutes).orElse(0);
    }

    /// By minutes of lag, the temperatures now; empty before the first reading.
    public SortedMap<Integer, Double> laggedCelsius() {
        var now = new TreeMap<Integer, Double>();
        lagged.forEach((lag, slow) -> slow.celsius().ifPresent(celsius -> now.put(lag, celsius)));
        return now;
    }

    /// The averaged temperature without the law's lag.
    public OptionalDouble meanCelsius() {
        return mean.celsius().map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    /// From now on, focus at the present temperature is here.
    ///
    /// @param sigmaSteps standard deviation; 0 where somebody simply put it there
    public void refer(double positionSteps, double sigmaSteps) {
        OptionalDouble celsius = meanCelsius();
        if (thermometer.fault().isPresent()) {
            // Whoever focuses with a sensor that fell off the tube holds focus by what it says
            // there.
            thermometer.forget();
        }
        if (celsius.isEmpty()) {
            awaiting = Optional.of(new Awaiting(positionSteps, sigmaSteps));
            reference = Optional.empty();
            return;
        }
        awaiting = Optional.empty();
        reference =
                Optional.of(
                        new FocusReference(
                                positionSteps, sigmaSteps, celsius.getAsDouble(), laggedCelsius()));
    }

    /// Takes up a reference of an earlier time.
    public void remember(FocusReference earlier) {
        reference = Optional.of(earlier);
        awaiting = Optional.empty();
    }

    /// Focus is elsewhere by so much, at any temperature: the numbers have changed, or the glass in the light.
    public void shift(double bySteps) {
        reference = reference.map(old -> old.shifted(bySteps));
        awaiting =
                awaiting.map(old -> new Awaiting(old.positionSteps() + bySteps, old.sigmaSteps()));
    }

    /// Nobody knows any more where focus is.
    public void forgetReference() {
        reference = Optional.empty();
        awaiting = Optional.empty();
    }

    public Optional<FocusReference> reference() {
        return reference;
    }

    /// Where focus is now, in real numbers.
    public OptionalDouble targetSteps() {
        OptionalDouble celsius = celsius();
        if (reference.isEmpty() || settings.law().isEmpty() || celsius.isEmpty()) {
            return OptionalDouble.empty();
        }
        FocusReference from = reference.get();
        double change =
                settings.law()
                        .get()
                        .changeSteps(from.celsiusFor(lagMinutes()), celsius.getAsDouble());
        return OptionalDouble.of(from.positionSteps() + change);
    }

    /// Standard deviation of [#targetSteps]: of the reference, and of the law for the change since. Added as they are, because the run that is
    /// the reference drew the law its way as well.
    public OptionalDouble targetSigmaSteps() {
        OptionalDouble celsius = celsius();
        if (targetSteps().isEmpty() || celsius.isEmpty()) {
            return OptionalDouble.empty();
        }
        FocusReference from = reference.orElseThrow();
        double ofLaw =
                settings.law()
                        .orElseThrow()
                        .sigmaOfChangeSteps(from.celsiusFor(lagMinutes()), celsius.getAsDouble());
        return OptionalDouble.of(from.sigmaSteps() + ofLaw);
    }

    /// Where to move a focuser, when more steps are due than are to be left undone.
    ///
    /// @param standsAtSteps where it stands
    /// @param beyondSteps   so many are left undone; under one step nothing is due anyway
    public OptionalInt order(int standsAtSteps, int beyondSteps) {
        OptionalDouble target = targetSteps();
        if (target.isEmpty() || thermometer.fault().isPresent()) {
            return OptionalInt.empty();
        }
        double due = target.getAsDouble() - standsAtSteps;
        return Math.abs(due) >= Math.max(1, beyondSteps)
                ? OptionalInt.of(Math.toIntExact(Math.round(target.getAsDouble())))
                : OptionalInt.empty();
    }
}
