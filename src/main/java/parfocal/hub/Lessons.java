package parfocal.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import parfocal.autofocus.StarCamera;
import parfocal.device.Camera;
import parfocal.device.DeviceException;
import parfocal.device.Shot;
import parfocal.driver.LearnsFromStars.Lesson;
import parfocal.driver.LearnsFromStars.Sight;
import parfocal.driver.LearnsFromStars.Stars;
import parfocal.driver.LearnsFromStars.Subject;
import parfocal.hub.HubEvent.Gravity;
import parfocal.stars.StarField;
import parfocal.time.Pace;

/// Focusers that have to find out by themselves what they cannot be asked, such as camera lenses: one lesson a focuser at a time, each in
/// a thread of its own. Meanwhile the hub lets go of the device's line, and everybody else is told so.
public final class Lessons {
    // A median of many stars is not better than the air between two frames.
    private static final double AIR = 0.02;

    /// Knows how one focuser learns, and where it is kept. Whoever plugs the focuser in brings it along.
    public interface Teacher {
        /// @throws DeviceException when the device is lost, or nothing can be learned
        Lesson learn(Subject subject, Stars stars, Consumer<String> progress)
                throws DeviceException, InterruptedException;

        /// Keeps what was learned and has the focuser use it from now on.
        ///
        /// @return what was done, a sentence
        String keep(Lesson lesson) throws DeviceException;
    }

    private final Events events;
    private final Pace pace;
    private final Map<String, Teacher> teachers = new ConcurrentHashMap<>();
    private final Map<String, LessonState> latest = new ConcurrentHashMap<>();
    private final Map<String, Thread> threads = new ConcurrentHashMap<>();

    Lessons(Events events, Pace pace) {
        this.events = events;
        this.pace = pace;
    }

    /// From now on this focuser can be taught.
    public void offer(String focuserId, Teacher teacher) {
        teachers.put(focuserId, teacher);
        events.tell(new HubEvent.FocuserDetailsChanged(pace.now(), focuserId));
    }

    void withdraw(String focuserId) {
        teachers.remove(focuserId);
        interrupt(focuserId);
    }

    public boolean canLearn(String focuserId) {
        return teachers.containsKey(focuserId);
    }

    /// The latest lesson since the hub began, under way or over.
    public Optional<LessonState> latest(String focuserId) {
        return Optional.ofNullable(latest.get(focuserId));
    }

    /// Begins a lesson and returns. Stars must be roughly in focus.
    ///
    /// @param shot of each frame
    /// @throws DeviceException when the focuser does not learn, it or the camera is away, or somebody has one of them; nothing was begun
    public LessonState start(
            HubFocuser focuser, HubCamera camera, Subject subject, Shot shot, Client who)
            throws DeviceException, InterruptedException {
        Teacher teacher = teachers.get(focuser.id());
        if (teacher == null) {
            throw focuser.refused(
                    "to learn from the stars", "its steps are all alike, and need no learning.");
        }
        CameraCare care = camera.plan().care();
        SensorFiles.Known known = care.sensor(camera.name());
        String purpose = "a lesson begun by %s".formatted(who);
        HubFocuser.Loan loan = focuser.lendLine(purpose, () -> interrupt(focuser.id()));
        Camera lent;
        try {
            lent = camera.lend(purpose);
        } catch (DeviceException | InterruptedException away) {
            loan.close();
            throw away;
        }
        var begun =
                new LessonState(
                        focuser.id(),
                        camera.id(),
                        who,
                        pace.now(),
                        Optional.empty(),
                        0,
                        "",
                        List.of(),
                        Optional.empty());
        show(begun);
        say(
                Gravity.NOTE,
                focuser,
                "begins to learn from the stars, ordered by %s%s."
                        .formatted(who, care.files().words()));
        known.doubt(shot.exposure()).ifPresent(doubt -> say(Gravity.WARNING, focuser, doubt));
        StarCamera stars = care.stars(lent, known.sensor());
        Thread thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("lesson-" + focuser.id())
                        .unstarted(() -> teach(teacher, focuser, loan, stars, subject, shot));
        threads.put(focuser.id(), thread);
        thread.start();
        return begun;
    }

    /// Ends a lesson early; nothing is learned. Nothing where none is under way.
    public void cancel(HubFocuser focuser, Client who) {
        if (threads.containsKey(focuser.id())) {
            say(Gravity.NOTE, focuser, "%s ends the lesson.".formatted(who));
            interrupt(focuser.id());
        }
    }

    void close() {
        threads.values().forEach(Thread::interrupt);
    }

    private void teach(
            Teacher teacher,
            HubFocuser focuser,
            HubFocuser.Loan loan,
            StarCamera camera,
            Subject subject,
            Shot shot) {
        Optional<Lesson> lesson = Optional.empty();
        Optional<String> trouble = Optional.empty();
        var frames = new AtomicInteger();
        try (loan;
                Camera _ = camera.camera()) {
            lesson =
                    Optional.of(
                            teacher.learn(
                                    subject,
                                    () -> look(camera, shot, frames),
                                    sentence -> progress(focuser.id(), sentence, frames.get())));
        } catch (DeviceException failed) {
            trouble = Optional.of(failed.fault().message());
        } catch (InterruptedException cancelled) {
            trouble =
                    Optional.of(
                            "The lesson was ended before it was done; nothing was learned. Nobody knows where the focuser stands before it was sent home.");
        } catch (RuntimeException bug) {
            trouble = Optional.of("The lesson failed in the program itself: " + bug);
        } finally {
            threads.remove(focuser.id());
        }
        end(teacher, focuser, lesson, trouble);
    }

    private void end(
            Teacher teacher,
            HubFocuser focuser,
            Optional<Lesson> lesson,
            Optional<String> trouble) {
        var words = new ArrayList<String>(lesson.map(Lesson::words).orElse(List.of()));
        Optional<String> why = trouble;
        if (lesson.isPresent()) {
            try {
                words.add(teacher.keep(lesson.get()));
            } catch (DeviceException unkept) {
                why = Optional.of(unkept.fault().message());
            }
        }
        LessonState was = latest.get(focuser.id());
        if (was != null) {
            show(was.ended(pace.now(), words, why));
        }
        why.ifPresentOrElse(
                reason -> say(Gravity.TROUBLE, focuser, "the lesson: " + reason),
                () -> words.forEach(word -> say(Gravity.NOTE, focuser, word)));
    }

    private static Sight look(StarCamera camera, Shot shot, AtomicInteger frames)
            throws DeviceException, InterruptedException {
        StarField stars = camera.stars(shot);
        frames.incrementAndGet();
        return sight(stars);
    }

    /// What a frame tells whoever learns from stars.
    public static Sight sight(StarField stars) {
        OptionalDouble hfr = stars.medianHfrPixels();
        return new Sight(hfr, Math.max(stars.hfrSigmaPixels().orElse(0), AIR * hfr.orElse(0)));
    }

    private void progress(String focuserId, String sentence, int frames) {
        LessonState was = latest.get(focuserId);
        if (was != null) {
            show(was.told(sentence, frames));
        }
    }

    private void show(LessonState state) {
        latest.put(state.focuserId(), state);
        events.tell(new HubEvent.FocuserDetailsChanged(pace.now(), state.focuserId()));
    }

    private void interrupt(String focuserId) {
        Thread thread = threads.get(focuserId);
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void say(Gravity gravity, HubFocuser focuser, String sentence) {
        events.tell(new HubEvent.Said(pace.now(), gravity, focuser.name(), sentence));
    }
}
