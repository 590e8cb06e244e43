package parfocal.logbook;

import java.util.List;
import parfocal.history.AirReading;
import parfocal.history.Announcer;
import parfocal.history.History;
import parfocal.history.Reading;
import parfocal.hub.Hub;
import parfocal.hub.HubEvent;
import parfocal.hub.HubEvent.Gravity;
import parfocal.time.Pace;

/// The hub's logbook: everything that writes down or passes on what happens, each part in a thread of its own so that a slow disk delays
/// no hook and a slow hook no log.
public final class Logbook implements AutoCloseable {
    private final NightLog log;
    private final RunFiles runs;
    private final List<EventThread> threads;
    private final Thread sampler;
    private final Hooks hooks;

    private Logbook(
            NightLog log, RunFiles runs, List<EventThread> threads, Thread sampler, Hooks hooks) {
        this.log = log;
        this.runs = runs;
        this.threads = threads;
        this.sampler = sampler;
        this.hooks = hooks;
    }

    /// Begins to write; what happened before is not in it.
    public static Logbook open(Hub hub, History history, LogbookSettings settings, Pace pace) {
        var log = new NightLog(settings.logs(), settings.zone(), settings.nightsKept());
        var table = new NightTable(settings.nights(), settings.zone(), settings.nightsKept());
        var tableCare = new SaidOnce(hub, "The night's table");
        var sampling =
                new Sampling(
                        hub,
                        pace,
                        settings.interval(),
                        (Reading reading) -> {
                            history.keep(reading);
                            tableCare.attempt(() -> table.add(reading));
                        },
                        (AirReading reading) -> {
                            history.keep(reading);
                            tableCare.attempt(() -> table.add(reading));
                        },
                        history::keep);
        Thread sampler = Thread.ofPlatform().daemon().name("sampling").unstarted(sampling::work);
        var hooks = new Hooks(settings.hooks(), settings.hookLimit(), hub);
        var runs = new RunFiles(settings.runs(), settings.zone(), settings.nightsKept());
        var runCare = new SaidOnce(hub, "The record of the run");
        var keeping = new Keeping(hub);
        var occasions = new Occasions(hub, hooks);
        var logbook =
                new Logbook(
                        log,
                        runs,
                        List.of(
                                EventThread.start(hub, "log", new NightStory(hub, log)::hear),
                                EventThread.start(
                                        hub,
                                        "keeping",
                                        event -> keeping.of(event).ifPresent(history::keep)),
                                EventThread.start(
                                        hub,
                                        "runs",
                                        event -> {
                                            if (event instanceof HubEvent.RunChanged(_, _, var run)
                                                    && !run.isRunning()) {
                                                runCare.attempt(() -> runs.keep(run));
                                            }
                                        }),
                                EventThread.start(hub, "hooks", occasions::hear)),
                        sampler,
                        hooks);
        sampler.start();
        return logbook;
    }

    /// Tells the hub when the history is lost and found again.
    public static Announcer announcer(Hub hub) {
        return new Announcer() {
            @Override
            public void lost(String sentence) {
                hub.say(Gravity.TROUBLE, "History", sentence);
            }

            @Override
            public void foundAgain(String sentence) {
                hub.say(Gravity.NOTE, "History", sentence);
            }
        };
    }

    public NightLog log() {
        return log;
    }

    public RunFiles runs() {
        return runs;
    }

    public Hooks hooks() {
        return hooks;
    }

    @Override
    public void close() {
        sampler.interrupt();
        threads.forEach(EventThread::close);
        hooks.close();
    }
}
