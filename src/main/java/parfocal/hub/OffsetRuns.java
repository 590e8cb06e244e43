package parfocal.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import parfocal.autofocus.Autofocus;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.device.FilterWheel;
import parfocal.filters.OffsetMeasurement;
import parfocal.filters.OffsetMeasurement.Outcome;
import parfocal.filters.OffsetMeasurement.Progress;
import parfocal.filters.OffsetPlan;
import parfocal.hub.HubEvent.Gravity;
import parfocal.time.Pace;

/// Measurements of filter offsets on the hub's devices: one a focuser at a time, each in a thread of its own, with focuser, camera and
/// wheel in its hands.
public final class OffsetRuns {
    private final Hub hub;
    private final Pace pace;
    private final Map<String, OffsetRun> latest = new ConcurrentHashMap<>();
    private final RunThreads threads = new RunThreads("offsets");

    private record WithWheel(Borrowed borrowed, FilterWheel wheel) implements AutoCloseable {
        @Override
        public void close() {
            wheel.close();
            borrowed.close();
        }
    }

    OffsetRuns(Hub hub, Pace pace) {
        this.hub = hub;
        this.pace = pace;
    }

    /// The latest measurement of a focuser since the hub began, under way or over.
    public Optional<OffsetRun> latest(String focuserId) {
        return Optional.ofNullable(latest.get(focuserId));
    }

    /// Begins a measurement and returns.
    ///
    /// @throws DeviceException when a device is away, there is no wheel, or somebody else has one of them; nothing was begun
    public OffsetRun start(HubFocuser focuser, HubCamera camera, OffsetPlan plan, Client who)
            throws DeviceException, InterruptedException {
        String purpose = "a measurement of filter offsets started by %s".formatted(who);
        HubFilters filters = hub.filters(focuser.id()).orElseThrow();
        HubWheel wheel =
                filters.wheel()
                        .orElseThrow(() ->
                                new DeviceException(
                                        new DeviceFault.Refused(
                                                focuser.name(),
                                                "to measure filter offsets",
                                                "there is no filter wheel before it. Add one to the configuration.")));
        WithWheel lent = borrow(focuser, camera, filters, wheel, purpose);
        var begun =
                new OffsetRun(
                        plan,
                        who,
                        pace.now(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty());
        show(focuser, begun);
        say(
                Gravity.NOTE,
                focuser,
                "%d runs to measure filter offsets begin, ordered by %s."
                        .formatted(plan.runs(), who));
        threads.start(focuser.id(), () -> run(focuser, filters, lent, begun));
        return begun;
    }

    private WithWheel borrow(
            HubFocuser focuser,
            HubCamera camera,
            HubFilters filters,
            HubWheel wheel,
            String purpose)
            throws DeviceException, InterruptedException {
        Borrowed borrowed =
                Borrowed.of(
                        focuser,
                        camera,
                        purpose,
                        new Client("offsets", ""),
                        () -> threads.interrupt(focuser.id()));
        try {
            return new WithWheel(borrowed, filters.lend(wheel, purpose));
        } catch (DeviceException | InterruptedException away) {
            borrowed.close();
            throw away;
        }
    }

    /// Ends a measurement early; wheel and focuser go back to where they were. Nothing where none is under way.
    public void cancel(HubFocuser focuser, Client who) {
        if (threads.isRunning(focuser.id())) {
            say(Gravity.NOTE, focuser, "%s ends the measurement of offsets.".formatted(who));
            threads.interrupt(focuser.id());
        }
    }

    private void run(HubFocuser focuser, HubFilters filters, WithWheel lent, OffsetRun begun) {
        Borrowed borrowed = lent.borrowed();
        Optional<Outcome> outcome = Optional.empty();
        Optional<String> trouble = Optional.empty();
        try (lent) {
            var autofocus = new Autofocus(borrowed.lease(), borrowed.camera(), pace, _ -> {});
            var measurement =
                    new OffsetMeasurement(
                            borrowed.lease(),
                            lent.wheel(),
                            plan ->
                                    autofocus.run(
                                            filters.settings()
                                                    .through(
                                                            inTheLight(lent.wheel()),
                                                            plan.withApproach(
                                                                    focuser.settings()
                                                                            .approach()))),
                            pace,
                            progress -> went(focuser, progress));
            outcome =
                    Optional.of(
                            measurement.measure(
                                    begun.plan(),
                                    hub.compensation(focuser.id())
                                            .orElseThrow()
                                            .stepsPerCelsius()));
        } catch (DeviceException failed) {
            trouble = Optional.of(failed.fault().message());
        } catch (InterruptedException cancelled) {
            trouble =
                    Optional.of(
                            "The measurement was ended before it was done; nothing was changed.");
        } catch (RuntimeException bug) {
            trouble = Optional.of("The measurement failed in the program itself: " + bug);
        } finally {
            threads.over(focuser.id());
        }
        end(focuser, filters, outcome, trouble);
    }

    private static String inTheLight(FilterWheel wheel)
            throws DeviceException, InterruptedException {
        int slot = wheel.slot();
        return slot >= 0 && slot < wheel.filters().size() ? wheel.filters().get(slot) : "";
    }

    private void went(HubFocuser focuser, Progress progress) {
        latest.computeIfPresent(
                focuser.id(),
                (_, was) -> {
                    var story = new ArrayList<>(was.story());
                    story.add(progress);
                    return with(was, false, story, Optional.empty(), Optional.empty());
                });
        progress.leg()
                .ifPresent(leg ->
                        say(
                                Gravity.NOTE,
                                focuser,
                                "run %d of %d, through %s: focus at %.1f ± %.1f."
                                        .formatted(
                                                progress.run(),
                                                progress.runs(),
                                                leg.filter(),
                                                leg.focusSteps(),
                                                leg.sigmaSteps())));
        progress.refusal()
                .ifPresent(reason ->
                        say(
                                Gravity.WARNING,
                                focuser,
                                "the run through %s was refused: %s"
                                        .formatted(progress.filter(), reason)));
    }

    private void end(
            HubFocuser focuser,
            HubFilters filters,
            Optional<Outcome> outcome,
            Optional<String> trouble) {
        Optional<OffsetRun> was = latest(focuser.id());
        was.ifPresent(begun ->
                outcome.flatMap(Outcome::fit)
                        .ifPresent(fit ->
                                filters.learn(
                                        fit.offsets(),
                                        begun.plan().reference(),
                                        begun.orderedBy())));
        was.ifPresent(begun -> show(focuser, with(begun, true, begun.story(), outcome, trouble)));
        filters.tell();
        trouble.ifPresent(words -> say(Gravity.TROUBLE, focuser, "offsets: " + words));
    }

    private OffsetRun with(
            OffsetRun was,
            boolean over,
            List<Progress> story,
            Optional<Outcome> outcome,
            Optional<String> trouble) {
        return new OffsetRun(
                was.plan(),
                was.orderedBy(),
                was.beganAt(),
                over ? Optional.of(pace.now()) : Optional.empty(),
                story,
                outcome,
                trouble);
    }

    private void show(HubFocuser focuser, OffsetRun state) {
        latest.put(focuser.id(), state);
    }

    private void say(Gravity gravity, HubFocuser focuser, String sentence) {
        hub.say(gravity, focuser.name(), sentence);
    }

    void close() {
        threads.close();
    }
}
