package parfocal.hub;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import parfocal.autofocus.Autofocus;
import parfocal.autofocus.AutofocusEvent;
import parfocal.autofocus.Eye;
import parfocal.autofocus.FocusPlan;
import parfocal.autofocus.FocusResult;
import parfocal.device.Camera;
import parfocal.device.DeviceException;
import parfocal.hub.HubEvent.Gravity;
import parfocal.report.KeptFrames;
import parfocal.time.Pace;

/// Autofocus runs on the hub's devices: one a focuser at a time, each in a thread of its own.
public final class Runs {
    private static final int MOST_REMEMBERED = 30;

    private final Events events;
    private final Pace pace;
    private final Accepted listener;
    private final Map<String, RunState> latest = new ConcurrentHashMap<>();
    private final Map<String, List<RunState>> ended = new ConcurrentHashMap<>();
    private final Map<String, Thread> threads = new ConcurrentHashMap<>();
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    /// The frames of one run, made small.
    private record Seen(Instant runBeganAt, KeptFrames frames) {}

    /// Is told of each run that was accepted.
    interface Accepted {
        void accepted(String focuserId, FocusResult result);
    }

    Runs(Events events, Pace pace, Accepted listener) {
        this.events = events;
        this.pace = pace;
        this.listener = listener;
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

    /// Begins a run and returns.
    ///
    /// @throws DeviceException when focuser or camera is away, or somebody else has it; nothing was begun
    public RunState start(HubFocuser focuser, HubCamera camera, FocusPlan plan, Client who)
            throws DeviceException, InterruptedException {
        String purpose = "an autofocus run started by %s".formatted(who);
        // Only the run's own thread is interrupted, and only once it is there.
        HubFocuser.Lease lease =
                focuser.lend(purpose, new Client("autofocus", ""), () -> interrupt(focuser.id()));
        Camera lent;
        try {
            lent = camera.lend(purpose);
        } catch (DeviceException | InterruptedException away) {
            lease.close();
            throw away;
        }
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
        say(Gravity.NOTE, focuser, "autofocus begins, ordered by %s.".formatted(who));
        Thread thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("autofocus-" + focuser.id())
                        .unstarted(() -> run(focuser, lease, lent, begun));
        threads.put(focuser.id(), thread);
        thread.start();
        return begun;
    }

    /// Ends a run early; the focuser goes back to where the run began. Nothing where none is under way.
    public void cancel(HubFocuser focuser, Client who) {
        if (threads.containsKey(focuser.id())) {
            say(Gravity.NOTE, focuser, "%s ends the autofocus run.".formatted(who));
            interrupt(focuser.id());
        }
    }

    private void interrupt(String focuserId) {
        Thread thread = threads.get(focuserId);
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void run(HubFocuser focuser, HubFocuser.Lease lease, Camera camera, RunState begun) {
        Optional<FocusResult> result = Optional.empty();
        Optional<String> trouble = Optional.empty();
        var frames = new KeptFrames();
        seen.put(focuser.id(), new Seen(begun.beganAt(), frames));
        try (lease;
                camera) {
            result =
                    Optional.of(
                            new Autofocus(
                                            lease,
                                            Eye.through(camera, frames::add),
                                            pace,
                                            event -> went(focuser.id(), lease, event))
                                    .run(begun.plan()));
        } catch (DeviceException failed) {
            trouble = Optional.of(failed.fault().message());
        } catch (InterruptedException cancelled) {
            trouble = Optional.of(cancelled(focuser, lease));
        } catch (RuntimeException bug) {
            trouble = Optional.of("The run failed in the program itself: " + bug);
        } finally {
            threads.remove(focuser.id());
        }
        end(focuser, result, trouble);
    }

    private static String cancelled(HubFocuser focuser, HubFocuser.Lease lease) {
        // After a halt it may still be coming to rest; its state tells where, when it is there.
        return lease.wasCut()
                ? "The run was ended by a halt. The focuser stands where it was stopped."
                : "The run was ended before it was done. The focuser stands at %d."
                        .formatted(focuser.state().positionSteps());
    }

    private void went(String focuserId, HubFocuser.Lease lease, AutofocusEvent event) {
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

    private void end(HubFocuser focuser, Optional<FocusResult> result, Optional<String> trouble) {
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
            result.ifPresent(accepted -> listener.accepted(focuser.id(), accepted));
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
        threads.values().forEach(Thread::interrupt);
    }
}
