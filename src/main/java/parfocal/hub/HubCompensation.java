package parfocal.hub;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import parfocal.autofocus.FocusPlan;
import parfocal.autofocus.FocusResult;
import parfocal.autofocus.SweepFit;
import parfocal.compensation.CompensationSettings;
import parfocal.compensation.CompensationSettings.Mode;
import parfocal.compensation.FocusHold;
import parfocal.curve.CriticalZone;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.Setting;
import parfocal.hub.HubEvent.Gravity;
import parfocal.thermal.StudyWords;
import parfocal.thermal.TemperatureLaw;
import parfocal.thermal.TemperaturePoint;
import parfocal.thermal.TemperatureStudy;
import parfocal.time.Pace;

/// Holds one focuser in focus as the temperature changes, and keeps the points its law is learned from.
///
/// Whatever puts the focuser somewhere (a client, a hand at the knob, an accepted run) makes that place, at the temperature of that
/// moment, the reference. After a start nothing moves by itself until somebody has done so, or has ordered a compensation once.
public final class HubCompensation {
    private static final Client SELF = new Client("compensation", "");
    // A controller may read back a step or two beside the target.
    private static final int ARRIVED_WITHIN_STEPS = 2;
    private static final double CLEAR_SIGMAS = 3;
    // Half of what observers without compensation refocus at.
    private static final double UNCOMPENSATED_CELSIUS = 1;
    private static final Duration SLOWEST_NEWS = Duration.ofSeconds(30);

    private final HubFocuser focuser;
    private final Surroundings surroundings;
    private final Memory memory;
    private final Events events;
    private final Pace pace;
    private final TemperaturePoints points;
    private final FocusHold hold;
    private CompensationMemory kept;
    // Whether the reference is younger than the start.
    private boolean live;
    private OptionalDouble meterFromCelsius = OptionalDouble.empty();
    private OptionalInt stoodSteps;
    private OptionalDouble playSteps;
    private OptionalDouble zoneSteps;
    private OptionalInt expectedSteps = OptionalInt.empty();
    private boolean afterRun;
    // Whether it was seen at rest since the start.
    private boolean seen;
    private Instant stillUntil = Instant.EPOCH;
    private Optional<String> toldFault = Optional.empty();
    private Optional<String> toldAdvice = Optional.empty();
    private Optional<String> toldRefusal = Optional.empty();
    private Optional<CompensationState> told = Optional.empty();
    private Instant toldAt = Instant.EPOCH;

    /// What the hub knows beyond the focuser.
    interface Surroundings {
        /// The temperature of a focuser's own sensor.
        OptionalDouble celsius(String focuserId);

        /// Whether a camera of ours behind the focuser exposes.
        boolean exposing();

        /// The name of the filter in the light; empty where there is no wheel.
        String filter();
    }

    HubCompensation(
            HubFocuser focuser,
            Surroundings surroundings,
            Memory memory,
            Events events,
            Pace pace) {
        this.focuser = focuser;
        this.surroundings = surroundings;
        this.memory = memory;
        this.events = events;
        this.pace = pace;
        this.points =
                new TemperaturePoints(focuser.id(), memory, words -> say(Gravity.TROUBLE, words));
        this.kept = memory.compensation(focuser.id());
        this.hold = new FocusHold(kept.settings());
        this.stoodSteps = kept.stoodSteps();
        this.playSteps = kept.playSteps();
        this.zoneSteps = kept.zoneSteps();
        kept.reference().ifPresent(hold::remember);
    }

    public synchronized CompensationSettings settings() {
        return hold.settings();
    }

    public synchronized CompensationState state() {
        OptionalDouble target = hold.targetSteps();
        int stands = focuser.state().positionSteps();
        OptionalDouble due =
                target.isPresent()
                        ? OptionalDouble.of(target.getAsDouble() - stands)
                        : OptionalDouble.empty();
        return new CompensationState(
                hold.settings(),
                hold.celsius(),
                hold.reference(),
                target,
                hold.targetSigmaSteps(),
                due,
                hold.settings().mode() == Mode.AUTOMATIC ? waiting() : Optional.empty(),
                hold.settings()
                        .law()
                        .map(law -> StudyWords.consequence(law, hold.celsius().orElse(10))),
                meter(),
                advice(),
                points.edition());
    }

    private OptionalDouble meter() {
        OptionalDouble now = hold.meanCelsius();
        return now.isPresent() && meterFromCelsius.isPresent()
                ? OptionalDouble.of(now.getAsDouble() - meterFromCelsius.getAsDouble())
                : OptionalDouble.empty();
    }

    /// Counts the change of temperature from now on.
    public synchronized void resetMeter() {
        meterFromCelsius = hold.meanCelsius();
        tell();
    }

    /// Changes how it holds; kept over restarts. What is due now stays due under a new law.
    public synchronized void settle(CompensationSettings settings, Client who) {
        boolean begins = settings.mode() != Mode.OFF && hold.settings().mode() != settings.mode();
        hold.settle(settings);
        if (begins) {
            // Whoever switches it on has focused.
            live = true;
            if (hold.reference().isEmpty() && focuser.state().availability().isReady()) {
                hold.refer(focuser.state().positionSteps(), 0);
            }
        }
        keep();
        say(
                Gravity.NOTE,
                "%s set its temperature compensation: %s%s."
                        .formatted(
                                who,
                                settings.mode().name().toLowerCase(Locale.ROOT),
                                settings.law()
                                        .map(law ->
                                                ", "
                                                        + StudyWords.consequence(
                                                                law, hold.celsius().orElse(10)))
                                        .orElse("")));
        tell();
    }

    /// Compensates now, if more steps are due than are to be left undone.
    ///
    /// @return how many steps it goes; empty when too few were due
    /// @throws DeviceException [DeviceFault.Refused] when it cannot be told how many are due, or as any move
    public synchronized OptionalInt compensate(int beyondSteps, Client who) throws DeviceException {
        Optional<String> missing = missing();
        if (missing.isPresent()) {
            throw new DeviceException(
                    new DeviceFault.Refused(focuser.name(), "to compensate", missing.get()));
        }
        live = true;
        int stands = focuser.state().positionSteps();
        OptionalInt order = hold.order(stands, beyondSteps);
        if (order.isPresent()) {
            go(order.getAsInt(), who);
            return OptionalInt.of(order.getAsInt() - stands);
        }
        return order;
    }

    /// A client is exposing with a camera that the hub does not know: nothing moves by itself so long.
    public synchronized void keepStill(Duration time, Client who) {
        stillUntil = pace.now().plus(time);
        say(Gravity.NOTE, "%s wants it still for %d seconds.".formatted(who, time.toSeconds()));
    }

    public synchronized List<KeptPoint> points() {
        return points.all();
    }

    /// Notes a point that somebody knows.
    public synchronized KeptPoint note(double celsius, double positionSteps, String filter) {
        TemperaturePoint noted = TemperaturePoint.noted(celsius, positionSteps);
        KeptPoint kept =
                points.add(
                        pace.now(),
                        KeptPoint.Source.TYPED,
                        new TemperaturePoint(
                                celsius,
                                positionSteps,
                                noted.sigmaSteps(),
                                "",
                                filter,
                                noted.laggedCelsius()));
        tell();
        return kept;
    }

    /// Notes where it stands now, at the temperature of now.
    ///
    /// @throws DeviceException [DeviceFault.Refused] without a temperature
    public synchronized KeptPoint noteNow() throws DeviceException {
        KeptPoint noted =
                takePoint(
                        KeptPoint.Source.READING,
                        focuser.state().positionSteps(),
                        OptionalDouble.empty());
        tell();
        return noted;
    }

    /// @return whether there was such a point
    public synchronized boolean removePoint(int number) {
        boolean gone = points.remove(number);
        tell();
        return gone;
    }

    /// @return whether there was such a point
    public synchronized boolean editPoint(int number, double celsius, double positionSteps) {
        boolean found = points.edit(number, celsius, positionSteps);
        tell();
        return found;
    }

    public synchronized void clearPoints() {
        points.clear();
        tell();
    }

    /// @param filter only its points; empty: all, each filter with an offset of its own
    public synchronized TemperatureStudy study(Optional<String> filter) {
        return points.study(filter);
    }

    /// Takes what the points say as the law from now on.
    ///
    /// @throws DeviceException [DeviceFault.Refused] when they say nothing
    public synchronized TemperatureStudy apply(Optional<String> filter, Client who)
            throws DeviceException {
        TemperatureStudy study = study(filter);
        if (study.law().isEmpty() || study.quality() == TemperatureStudy.Quality.NO_LINE) {
            throw new DeviceException(
                    new DeviceFault.Refused(
                            focuser.name(),
                            "to take the coefficient of these points",
                            StudyWords.of(study)));
        }
        settle(hold.settings().withLaw(study.law()), who);
        return study;
    }

    /// The numbers of all positions changed by so much.
    synchronized void renumbered(int bySteps) {
        hold.renumber(bySteps);
        stoodSteps = OptionalInt.of(focuser.state().positionSteps());
        keep();
    }

    /// An accepted and proven run is the best reference there is.
    void focused(FocusResult result) {
        SweepFit fit = result.fit().orElseThrow();
        double best = fit.fit().curve().bestPositionSteps();
        int stands = result.finalPositionSteps().orElse((int) Math.round(best));
        double zone =
                CriticalZone.halfWidthSteps(fit.fit().curve(), FocusPlan.defaults().tolerance());
        result.backlash().ifPresent(found -> noticed(found.steps()));
        // A repaired run stands where it was proven, which need not be where the first curve said.
        focused(Math.abs(best - stands) <= 1 ? best : stands, stands, fit.fit().sigmaSteps(), zone);
    }

    private synchronized void noticed(double newPlaySteps) {
        playSteps = OptionalDouble.of(newPlaySteps);
    }

    /// @param focusSteps  best focus, in real numbers
    /// @param standsSteps where the focuser was left
    /// @param newZoneSteps half width of the critical zone
    synchronized void focused(
            double focusSteps, int standsSteps, double sigmaSteps, double newZoneSteps) {
        doubtOnePrediction(focusSteps, sigmaSteps);
        hold.refer(focusSteps, sigmaSteps);
        live = true;
        afterRun = false;
        expectedSteps = OptionalInt.empty();
        stoodSteps = OptionalInt.of(standsSteps);
        zoneSteps = OptionalDouble.of(newZoneSteps);
        try {
            var _ = takePoint(KeptPoint.Source.RUN, focusSteps, OptionalDouble.of(sigmaSteps));
            learn();
        } catch (DeviceException _) {
            // Without a temperature there is no point; the run is as good.
        }
        keep();
        tell();
    }

    /// One look: reads the thermometer, sees whether the focuser was put elsewhere, and moves it if that is wanted and due.
    synchronized void look() {
        FocuserState state = focuser.state();
        String sensor = hold.settings().sensorId().orElse(focuser.id());
        surroundings.celsius(sensor).ifPresent(celsius -> hold.feed(pace.now(), celsius));
        if (meterFromCelsius.isEmpty()) {
            meterFromCelsius = hold.meanCelsius();
        }
        tellOnce();
        watchPlace(state);
        if (hold.settings().mode() == Mode.AUTOMATIC && waiting().isEmpty()) {
            hold.order(state.positionSteps(), hold.settings().thresholdSteps())
                    .ifPresent(this::goByItself);
        }
        tell();
    }

    private void watchPlace(FocuserState state) {
        if (state.owner().isPresent()) {
            afterRun = true;
            return;
        }
        boolean known = state.availability().isReady() && state.seenAt().isAfter(Instant.EPOCH);
        if (!known || state.moving()) {
            return;
        }
        boolean first = !seen;
        boolean run = afterRun;
        seen = true;
        afterRun = false;
        int stands = state.positionSteps();
        if (expectedSteps.isEmpty() && stoodSteps.equals(OptionalInt.of(stands))) {
            return;
        }
        boolean ours =
                expectedSteps.isPresent()
                        && Math.abs(expectedSteps.getAsInt() - stands) <= ARRIVED_WITHIN_STEPS;
        if (first || run) {
            // Moved while nobody watched, or left by a run that was not accepted.
            hold.forgetReference();
            live = false;
        } else if (!ours) {
            // By a client, by hand, or because a compensation was halted: whoever did it knows
            // better.
            hold.refer(stands, 0);
            live = true;
        }
        expectedSteps = OptionalInt.empty();
        stoodSteps = OptionalInt.of(stands);
        keep();
    }

    private void goByItself(int targetSteps) {
        try {
            go(targetSteps, SELF);
            toldRefusal = Optional.empty();
        } catch (DeviceException refused) {
            String sentence = refused.fault().message();
            if (!toldRefusal.equals(Optional.of(sentence))) {
                toldRefusal = Optional.of(sentence);
                say(Gravity.TROUBLE, "compensation: " + sentence);
            }
        }
    }

    private void go(int targetSteps, Client who) throws DeviceException {
        double due = hold.targetSteps().orElseThrow() - focuser.state().positionSteps();
        focuser.arrive(targetSteps, overshootSteps(), who);
        expectedSteps = OptionalInt.of(targetSteps);
        say(
                Gravity.NOTE,
                "compensates %+.1f steps for %.1f °C."
                        .formatted(due, hold.celsius().orElseThrow()));
    }

    /// How far to overshoot where the hub takes up no play: half as much again as the latest run noticed.
    private int overshootSteps() {
        return (int) Math.ceil(1.5 * playSteps.orElse(0));
    }

    private Optional<String> waiting() {
        FocuserState state = focuser.state();
        if (!state.availability().isReady()) {
            return Optional.of("it is not connected");
        }
        return missing()
                .or(() -> state.owner().map(owner -> owner + " has it"))
                .or(() -> state.moving() ? Optional.of("it is moving") : Optional.empty())
                .or(() ->
                        surroundings.exposing()
                                ? Optional.of("a camera exposes")
                                : Optional.empty())
                .or(() ->
                        pace.now().isBefore(stillUntil)
                                ? Optional.of("a client wants it still")
                                : Optional.empty())
                .or(() ->
                        live
                                ? Optional.empty()
                                : Optional.of(
                                        "the program was started anew; it goes on after the next focusing, or after one `parfocal compensate`"));
    }

    /// What lacks for knowing how many steps are due.
    private Optional<String> missing() {
        if (hold.settings().law().isEmpty()) {
            return Optional.of(
                    "no coefficient is set; type one (`parfocal compensation --coefficient N`) or learn one from points");
        }
        if (deviceCompensates()) {
            return Optional.of(
                    "it compensates by itself (its setting 'compensation'); switch one of the two off");
        }
        if (hold.celsius().isEmpty()) {
            return Optional.of(
                    hold.fault()
                            .map(fault -> "its thermometer is not to be believed: " + fault)
                            .orElse("there is no temperature; choose a sensor that has one"));
        }
        if (hold.fault().isPresent()) {
            return Optional.of("its thermometer is not to be believed: " + hold.fault().get());
        }
        return hold.reference().isEmpty()
                ? Optional.of("nobody has focused yet; focus once, by hand or by autofocus")
                : Optional.empty();
    }

    private boolean deviceCompensates() {
        return focuser.state().settings().stream()
                .filter(setting -> setting.name().equals("compensation"))
                .map(Setting::value)
                .anyMatch(value -> value.equals("automatic") || value.equals("on"));
    }

    private Optional<String> advice() {
        if (zoneSteps.isEmpty()) {
            return Optional.empty();
        }
        double zone = zoneSteps.getAsDouble();
        OptionalDouble sigma = hold.targetSigmaSteps();
        if (sigma.isPresent()) {
            return sigma.getAsDouble() > zone / 2
                    ? Optional.of(
                            "focus is known to ± %.1f steps only, of a critical zone of ± %.1f: focus anew"
                                    .formatted(sigma.getAsDouble(), zone))
                    : Optional.empty();
        }
        OptionalDouble celsius = hold.celsius();
        if (hold.reference().isEmpty() || celsius.isEmpty()) {
            return Optional.empty();
        }
        double change = celsius.getAsDouble() - hold.reference().get().celsius();
        return Math.abs(change) >= UNCOMPENSATED_CELSIUS
                ? Optional.of(
                        "it is %.1f °C %s than at the last focusing, and no coefficient is known: focus anew"
                                .formatted(Math.abs(change), change < 0 ? "colder" : "warmer"))
                : Optional.empty();
    }

    /// Two that should agree and do not: said, for neither is to be trusted blindly.
    private void doubtOnePrediction(double focus, double sigma) {
        OptionalDouble target = hold.targetSteps();
        // What somebody only put there promised nothing.
        boolean measured =
                hold.reference().filter(reference -> reference.sigmaSteps() > 0).isPresent();
        if (target.isEmpty() || !live || !measured || hold.settings().mode() == Mode.OFF) {
            return;
        }
        double scatter = hold.settings().law().map(TemperatureLaw::scatterSteps).orElse(0.0);
        double expected = hold.targetSigmaSteps().orElse(0);
        double error = Math.sqrt(sigma * sigma + scatter * scatter + expected * expected);
        double off = focus - target.getAsDouble();
        if (error > 0 && Math.abs(off) > 4 * error && Math.abs(off) > 1) {
            say(
                    Gravity.WARNING,
                    "focus is %+.1f steps from where the temperature put it, %.0f times what is to be expected. Is the coefficient right, and did nothing slip?"
                            .formatted(off, Math.abs(off) / error));
        }
    }

    private void learn() {
        if (!hold.settings().learning()) {
            return;
        }
        TemperatureStudy study = points.study(Optional.empty());
        boolean clear =
                study.quality() != TemperatureStudy.Quality.NO_LINE
                        && study.residuals().size() >= 3
                        && study.law().stream()
                                .flatMap(law -> law.pieces().stream())
                                .allMatch(piece ->
                                        Math.abs(piece.stepsPerCelsius())
                                                > CLEAR_SIGMAS * piece.sigma());
        if (clear) {
            hold.settle(hold.settings().withLaw(study.law()));
            say(Gravity.NOTE, "compensation learned: " + StudyWords.of(study));
        }
    }

    private KeptPoint takePoint(KeptPoint.Source source, double positionSteps, OptionalDouble sigma)
            throws DeviceException {
        OptionalDouble celsius = hold.meanCelsius();
        if (celsius.isEmpty() || hold.fault().isPresent()) {
            throw new DeviceException(
                    new DeviceFault.Refused(
                            focuser.name(),
                            "to note a point",
                            hold.fault()
                                    .map(fault -> "its thermometer is not to be believed: " + fault)
                                    .orElse("there is no temperature")));
        }
        var point =
                new TemperaturePoint(
                        celsius.getAsDouble(),
                        positionSteps,
                        sigma,
                        TemperaturePoints.night(pace.now()),
                        surroundings.filter(),
                        new TreeMap<>(hold.laggedCelsius()));
        return points.add(pace.now(), source, point);
    }

    private void keep() {
        var fresh =
                new CompensationMemory(
                        hold.settings(), hold.reference(), stoodSteps, playSteps, zoneSteps);
        if (fresh.equals(kept)) {
            return;
        }
        kept = fresh;
        try {
            memory.keep(focuser.id(), fresh);
        } catch (UncheckedIOException full) {
            say(Gravity.TROUBLE, String.valueOf(full.getMessage()));
        }
    }

    private void tellOnce() {
        boolean used = hold.settings().mode() != Mode.OFF;
        Optional<String> fault = hold.fault().filter(_ -> used);
        if (fault.isPresent() && toldFault.isEmpty()) {
            say(
                    Gravity.WARNING,
                    "its thermometer is not believed: %s. Nothing is compensated meanwhile."
                            .formatted(fault.get()));
        } else if (fault.isEmpty() && toldFault.isPresent()) {
            say(Gravity.NOTE, "its thermometer is believed again.");
        }
        toldFault = fault;
        Optional<String> advice = advice().filter(_ -> used);
        if (advice.isPresent() && toldAdvice.isEmpty()) {
            say(Gravity.WARNING, advice.get() + ".");
        }
        toldAdvice = advice;
    }

    private void tell() {
        CompensationState now = state();
        boolean news =
                told.isEmpty()
                        || !told.get().settings().equals(now.settings())
                        || !told.get().waiting().equals(now.waiting())
                        || !told.get().reference().equals(now.reference())
                        || !told.get().advice().equals(now.advice())
                        || told.get().pointsEdition() != now.pointsEdition()
                        || tenths(told.get().meterCelsius()) != tenths(now.meterCelsius())
                        || tenths(told.get().dueSteps()) != tenths(now.dueSteps());
        if (news || !pace.now().isBefore(toldAt.plus(SLOWEST_NEWS))) {
            told = Optional.of(now);
            toldAt = pace.now();
            events.tell(new HubEvent.CompensationChanged(pace.now(), focuser.id(), now));
        }
    }

    private static long tenths(OptionalDouble value) {
        return value.isPresent() ? Math.round(10 * value.getAsDouble()) : Long.MIN_VALUE;
    }

    private void say(Gravity gravity, String sentence) {
        events.tell(new HubEvent.Said(pace.now(), gravity, focuser.name(), sentence));
    }
}
