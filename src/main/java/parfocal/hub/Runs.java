package parfocal.hub;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import parfocal.autofocus.Autofocus;
import parfocal.autofocus.AutofocusEvent;
import parfocal.autofocus.Eye;
import parfocal.autofocus.FocusPlan;
import parfocal.autofocus.FocusResult;
import parfocal.autofocus.Learned;
import parfocal.device.DeviceException;
import parfocal.device.FilterWheel;
import parfocal.filters.FilteredAutofocus;
import parfocal.hub.HubEvent.Gravity;
import parfocal.report.KeptFrames;
import parfocal.time.Pace;

/// Autofocus runs on the hub's devices: one a focuser at a time, each in a thread of its own.
public final class Runs {
    private static final int MOST_REMEMBERED = 30;

    private final Events events;
    private final Pace pace;
    private final Around around;
    private final Map<String, RunState> latest = new ConcurrentHashMap<>();
    private final Map<String, List<RunState>> ended = new ConcurrentHashMap<>();
    private final RunThreads threads = new RunThreads("autofocus");
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    /// The frames of one run, made small.
    private record Seen(Instant runBeganAt, KeptFrames frames) {}

    /// What the hub knows around a focuser, for its runs.
    interface Around {
        /// Is told of each run that was accepted.
        void accepted(String focuserId, FilteredAutofocus.Outcome run);

        /// What earlier runs taught about this focuser with this camera.
        Optional<Learned> learned(String focuserId, String cameraId, FocusPlan plan);

        /// Is told of each accepted run what it taught.
        void learn(String focuserId, String cameraId, FocusPlan plan, Learned taught);

        Optional<HubFilters> filters(String focuserId);

        /// The filter in the light; empty where there is no wheel.
        String filter(String focuserId);

        /// Half width of the critical zone, by the latest accepted run.
        OptionalDouble zoneSteps(String focuserId);
    }

    Runs(Events events, Pace pace, Around around) {
        this.events = events;
        this.pace = pace;
        this.around = around;
    }

    /// The latest run of a focuser since the hub began, under way or over.
    public Optional<RunState> latest(String focuserId) {
        return Optional.ofNullable(latest.get(focuserId));
    }

    /// Runs of a focuser that ended since the hub began, the newest first; the oldest are forgotten.
    public List<RunState> ended(String focuserId) {
        return ended.getOrDefault(focuserId, List.of());
    }

    /// The frames of a run, for its report; those of the latest run of each focuser are kept, of others there are none.
    public KeptFrames framesOf(RunState run) {
        Seen latestSeen = seen.get(run.focuserId());
        return latestSeen != null && latestSeen.runBeganAt.equals(run.beganAt())
                ? latestSeen.frames
                : new KeptFrames();
    }

    /// Begins a run and returns. Where a reference filter is chosen and the one that is in has a known offset, it is made through the
    /// reference.
    ///
    /// @throws DeviceException when focuser or camera is away, or somebody else has it; nothing was begun
    public RunState start(HubFocuser focuser, HubCamera camera, FocusPlan plan, Client who)
            throws DeviceException, InterruptedException {
        return begin(
                focuser,
                camera,
                plan.withLearned(around.learned(focuser.id(), camera.id(), plan)),
                who);
    }

    /// As [#start], as if the telescope had never been seen: the play is measured too.
    ///
    /// @throws DeviceException as [#start]
    public RunState startAfresh(HubFocuser focuser, HubCamera camera, FocusPlan plan, Client who)
            throws DeviceException, InterruptedException {
        return begin(focuser, camera, plan, who);
    }

    private RunState begin(HubFocuser focuser, HubCamera camera, FocusPlan ordered, Client who)
            throws DeviceException, InterruptedException {
        CameraCare care = camera.plan().care();
        FocusPlan plan = care.restrain(ordered);
        SensorFiles.Known known = care.sensor(camera.name());
        String purpose = "an autofocus run started by %s".formatted(who);
        Borrowed borrowed =
                Borrowed.of(
                        focuser,
                        camera,
                        purpose,
                        new Client("autofocus", ""),
                        () -> threads.interrupt(focuser.id()));
        var begun =
                new RunState(
                        focuser.id(),
                        camera.id(),
                        plan.withApproach(focuser.settings().approach()),
                        who,
                        pace.now(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty());
        show(begun);
        say(
                Gravity.NOTE,
                focuser,
                "autofocus begins, ordered by %s%s.".formatted(who, care.files().words()));
        known.doubt(plan.exposure()).ifPresent(doubt -> say(Gravity.WARNING, focuser, doubt));
        var frames = new KeptFrames();
        Eye eye = care.eye(borrowed.camera(), frames::add, known.sensor());
        threads.start(focuser.id(), () -> run(focuser, borrowed, eye, frames, begun));
        return begun;
    }

    /// Ends a run early; the focuser goes back to where the run began. Nothing where none is under way.
    public void cancel(HubFocuser focuser, Client who) {
        if (threads.isRunning(focuser.id())) {
            say(Gravity.NOTE, focuser, "%s ends the autofocus run.".formatted(who));
            threads.interrupt(focuser.id());
        }
    }

    private void run(
            HubFocuser focuser, Borrowed borrowed, Eye eye, KeptFrames frames, RunState begun) {
        Lease lease = borrowed.lease();
        Optional<FilteredAutofocus.Outcome> outcome = Optional.empty();
        Optional<String> trouble = Optional.empty();
        seen.put(focuser.id(), new Seen(begun.beganAt(), frames));
        try (borrowed) {
            var autofocus =
                    new Autofocus(lease, eye, pace, event -> went(focuser.id(), lease, event));
            outcome = Optional.of(focus(focuser, lease, begun, autofocus));
        } catch (DeviceException failed) {
            trouble = Optional.of(failed.fault().message());
        } catch (InterruptedException cancelled) {
            trouble = Optional.of(cancelled(focuser, lease));
        } catch (RuntimeException bug) {
            trouble = Optional.of("The run failed in the program itself: " + bug);
        } finally {
            threads.over(focuser.id());
        }
        end(focuser, outcome, trouble);
    }

    private FilteredAutofocus.Outcome focus(
            HubFocuser focuser, Lease lease, RunState begun, Autofocus autofocus)
            throws DeviceException, InterruptedException {
        String id = focuser.id();
        Optional<HubFilters> filters =
                around.filters(id)
                        .filter(known -> known.settings().reference().isPresent())
                        .filter(known -> known.wheel().isPresent());
        if (filters.isEmpty()) {
            String filter = around.filter(id);
            FocusPlan plan =
                    around.filters(id)
                            .map(known -> known.settings().through(filter, begun.plan()))
                            .orElse(begun.plan());
            return FilteredAutofocus.Outcome.plain(autofocus.run(plan), filter);
        }
        String purpose = "an autofocus run started by %s".formatted(begun.orderedBy());
        try (FilterWheel wheel = filters.get().lend(filters.get().wheel().orElseThrow(), purpose)) {
            return new FilteredAutofocus(
                            lease,
                            wheel,
                            filters.get().settings(),
                            around.zoneSteps(id),
                            words -> say(Gravity.NOTE, focuser, words))
                    .run(begun.plan(), autofocus.watching(wheel)::run);
        }
    }

    private static String cancelled(HubFocuser focuser, Lease lease) {
        // After a halt it may still be coming to rest; its state tells where, when it is there.
        return lease.wasCut()
                ? "The run was ended by a halt. The focuser stands where it was stopped."
                : "The run was ended before it was done. The focuser stands at %d."
                        .formatted(focuser.state().positionSteps());
    }

    private void went(String focuserId, Lease lease, AutofocusEvent event) {
        if (event instanceof AutofocusEvent.GoingBack && lease.wasCut()) {
            // It wants to, and cannot: whoever halted the focuser took it away.
            return;
        }
        latest.computeIfPresent(
                focuserId,
                (_, was) -> {
                    var story = new ArrayList<>(was.story());
                    story.add(event);
                    return with(was, Optional.empty(), story, Optional.empty(), Optional.empty());
                });
        events.tell(new HubEvent.RunWentOn(pace.now(), focuserId, event));
    }

    private void end(
            HubFocuser focuser,
            Optional<FilteredAutofocus.Outcome> outcome,
            Optional<String> trouble) {
        Optional<FocusResult> result = outcome.map(FilteredAutofocus.Outcome::result);
        RunState was = latest.get(focuser.id());
        if (was != null) {
            RunState over = with(was, Optional.of(pace.now()), was.story(), result, trouble);
            ended.merge(
                    focuser.id(),
                    List.of(over),
                    (before, newest) ->
                            Stream.concat(newest.stream(), before.stream())
                                    .limit(MOST_REMEMBERED)
                                    .toList());
            show(over);
        }
        Optional<String> refusal =
                result.flatMap(FocusResult::refusal).map(refused -> refused.reason());
        if (trouble.isPresent() || refusal.isPresent()) {
            say(Gravity.TROUBLE, focuser, "autofocus: " + trouble.or(() -> refusal).orElseThrow());
        } else {
            outcome.ifPresent(accepted -> around.accepted(focuser.id(), accepted));
            if (was != null) {
                result.flatMap(Learned::from)
                        .ifPresent(taught ->
                                around.learn(focuser.id(), was.cameraId(), was.plan(), taught));
            }
            say(
                    Gravity.NOTE,
                    focuser,
                    "autofocus accepted: it stands at %d."
                            .formatted(focuser.state().positionSteps()));
        }
    }

    private static RunState with(
            RunState was,
            Optional<Instant> endedAt,
            List<AutofocusEvent> story,
            Optional<FocusResult> result,
            Optional<String> trouble) {
        return new RunState(
                was.focuserId(),
                was.cameraId(),
                was.plan(),
                was.orderedBy(),
                was.beganAt(),
                endedAt,
                story,
                result,
                trouble);
    }

    private void show(RunState state) {
        latest.put(state.focuserId(), state);
        events.tell(new HubEvent.RunChanged(pace.now(), state.focuserId(), state));
    }

    private void say(Gravity gravity, HubFocuser focuser, String sentence) {
        events.tell(new HubEvent.Said(pace.now(), gravity, focuser.name(), sentence));
    }

    void close() {
        threads.close();
    }
}
