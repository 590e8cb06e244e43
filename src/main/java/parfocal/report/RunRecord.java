package parfocal.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import parfocal.autofocus.AutofocusEvent;
import parfocal.autofocus.Cause;
import parfocal.autofocus.Disturbances;
import parfocal.autofocus.FirstLooks;
import parfocal.autofocus.FixedSweep;
import parfocal.autofocus.FocusPlan;
import parfocal.autofocus.FocusResult;
import parfocal.autofocus.FocusRun;
import parfocal.autofocus.FocusStep;
import parfocal.autofocus.FocusStep.Accept;
import parfocal.autofocus.FocusStep.GiveUp;
import parfocal.autofocus.FocusStep.MeasureAt;
import parfocal.autofocus.FocusStep.Purpose;
import parfocal.autofocus.Learned;
import parfocal.autofocus.Moment;
import parfocal.autofocus.Seen;
import parfocal.curve.ErrorLaw;
import parfocal.device.Approach;
import parfocal.device.Travel;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A run in one file, complete enough to decide everything again: the published result, and under `record` the plan, the travel and
/// every frame's stars, with all their digits.
///
/// Replaying asks the engine at each frame what it would do, and holds that against what was done; the result is built from its
/// answers, not copied.
public final class RunRecord {
    private static final int VERSION = 1;

    /// What came of replaying.
    ///
    /// @param result    decided anew
    /// @param written   the file as it would be written now
    /// @param told      what the run tells while it goes on, as it told it then
    /// @param decisions how many were asked
    /// @param different the first decision that is another one now, in words; empty when all are the same
    public record Replayed(
            FocusResult result,
            String written,
            List<AutofocusEvent> told,
            int decisions,
            Optional<String> different) {
        public Replayed {
            told = List.copyOf(told);
        }
    }

    private RunRecord() {}

    /// The whole file.
    ///
    /// @param trueBestSteps on a simulated rig
    public static String of(FocusResult result, OptionalDouble trueBestSteps) {
        FocusRun run = result.run();
        FocusPlan plan = run.plan();
        var record =
                new Json()
                        .put("version", VERSION)
                        .put("exposureNanos", plan.exposure().toNanos())
                        .put("approach", FocusJson.word(plan.approach()))
                        .put("firstStepSteps", plan.firstStepSteps())
                        .put("mostSamples", plan.mostSamples())
                        .put("mostRepairs", plan.mostRepairs())
                        .putList(
                                "toleranceSeeingFloor",
                                List.of(plan.tolerance(), plan.law().seeing(), plan.law().floor()))
                        .put("learned", orderedLearned(plan).map(LearnedJson::of))
                        .put("minimumSteps", run.travel().minimumSteps())
                        .put("maximumSteps", run.travel().maximumSteps())
                        .put("startSteps", run.startSteps())
                        .put("durationMillis", result.duration().toMillis())
                        .put("finalSteps", result.finalPositionSteps())
                        .put("refusal", result.refusal().map(RunRecord::refusal))
                        .putObjects(
                                "frames", run.everyTaken().stream().map(RunRecord::frame).toList());
        plan.fixed()
                .ifPresent(fixed ->
                        record.putList(
                                "fixedSamplesStep", List.of(fixed.samples(), fixed.stepSteps())));
        if (plan.binning() > 1) {
            record.put("binning", plan.binning());
        }
        Disturbances disturbances = run.disturbances();
        if (disturbances.frames() > 0) {
            record.putList("thrownAwayAfterFrames", disturbances.thrownAwayAfter());
        }
        if (!disturbances.mended().isEmpty()) {
            record.putObjects(
                    "mended", disturbances.mended().stream().map(RunRecord::refusal).toList());
        }
        plan.looks().ifPresent(looks -> record.put("looks", LooksJson.of(looks)));
        trueBestSteps.ifPresent(best -> record.putList("trueBest", List.of(best)));
        return FocusJson.ofRun(result, trueBestSteps).put("record", record) + "\n";
    }

    private static Optional<Learned> orderedLearned(FocusPlan plan) {
        return plan.looks().map(FirstLooks::orderedLearned).orElse(plan.learned());
    }

    private static Json refusal(GiveUp refusal) {
        return new Json()
                .put("cause", refusal.cause().name())
                .put("reason", refusal.reason())
                .put("remedy", refusal.remedy());
    }

    private static Json frame(FocusRun.Taken taken) {
        Json frame =
                new Json()
                        .put("orderedSteps", taken.step().positionSteps())
                        .putList("via", taken.step().via())
                        .put("purpose", taken.step().purpose().name())
                        .put("why", taken.step().why())
                        .put("positionSteps", taken.positionSteps());
        if (taken.placeSigmaSteps() > 0) {
            frame.put("placeSigmaSteps", taken.placeSigmaSteps());
        }
        if (taken.lateSeconds() > 0) {
            frame.put("lateSeconds", taken.lateSeconds());
        }
        taken.moment().ifPresent(moment -> into(frame, moment));
        return SeenJson.into(frame, taken.seen());
    }

    private static void into(Json frame, Moment moment) {
        frame.put("seconds", moment.seconds());
        moment.celsius().ifPresent(celsius -> frame.put("celsius", celsius));
    }

    /// Earlier records do not say when a frame was taken.
    private static Optional<Moment> moment(JsonNode frame) {
        JsonNode seconds = frame.path("seconds");
        JsonNode celsius = frame.path("celsius");
        return seconds.isNumber()
                ? Optional.of(
                        new Moment(
                                seconds.asDouble(),
                                celsius.isNumber()
                                        ? OptionalDouble.of(celsius.asDouble())
                                        : OptionalDouble.empty()))
                : Optional.empty();
    }

    /// @throws UnreadableInput when the file is no record of a run
    public static Replayed replay(String name, String text) throws UnreadableInput {
        JsonNode tree;
        try {
            tree = JsonMapper.builder().build().readTree(text);
        } catch (JacksonException broken) {
            throw new UnreadableInput(name, "no valid JSON; was the file cut off or edited?");
        }
        JsonNode record = tree.path("record");
        if (!record.path("frames").isArray()) {
            throw new UnreadableInput(
                    name,
                    "there is no record of the frames in it; autofocus --report DIR writes one, as run.json");
        }
        if (record.path("version").asInt() != VERSION) {
            throw new UnreadableInput(
                    name,
                    "its record is of version %s, and this program reads %d"
                            .formatted(record.path("version"), VERSION));
        }
        return decideAgain(record);
    }

    private static Replayed decideAgain(JsonNode record) {
        LooksJson.Again looked = LooksJson.again(plan(record), record.path("looks"));
        FocusRun run =
                FocusRun.begin(
                                looked.plan(),
                                new Travel(
                                        record.path("minimumSteps").asInt(),
                                        record.path("maximumSteps").asInt()),
                                record.path("startSteps").asInt())
                        .with(
                                new Disturbances(
                                        whole(record.path("thrownAwayAfterFrames")),
                                        mended(record.path("mended"))));
        Optional<String> different = looked.different();
        int decisions = looked.decisions();
        var told = new ArrayList<AutofocusEvent>();
        run.plan().looks().stream()
                .flatMap(looks -> looks.changes().stream())
                .forEach(change -> told.add(new AutofocusEvent.Advised(change.advice())));
        for (JsonNode frame : record.path("frames")) {
            Seen seen = SeenJson.read(frame);
            if (decisions == looked.decisions() && different.isEmpty()) {
                different =
                        FirstLooks.after(run.plan(), seen)
                                .map(_ -> "The first sample's light would now be changed.");
            }
            MeasureAt done = step(frame);
            FocusStep now = run.next();
            decisions++;
            if (different.isEmpty() && !now.equals(done)) {
                different =
                        Optional.of(
                                "Decision %d was %s; it would now be %s."
                                        .formatted(decisions, words(done), words(now)));
            }
            run =
                    run.with(
                            done,
                            frame.path("positionSteps").asInt(),
                            frame.path("placeSigmaSteps").asDouble(0),
                            frame.path("lateSeconds").asDouble(0),
                            moment(frame),
                            seen);
            told.add(new AutofocusEvent.Going(done));
            told.addAll(AutofocusEvent.measured(run));
        }
        Optional<GiveUp> refusal =
                switch (run.next()) {
                    case GiveUp reason -> Optional.of(reason);
                    case Accept() -> Optional.empty();
                    // The run was ended by trouble with a device, and that cannot be decided again.
                    case MeasureAt _ -> refusal(record.path("refusal"));
                };
        int startSteps = run.startSteps();
        refusal.ifPresent(
                reason -> told.add(new AutofocusEvent.GoingBack(startSteps, reason.reason())));
        JsonNode end = record.path("finalSteps");
        FocusResult result =
                FocusResult.of(
                        refusal,
                        run,
                        end.isNumber() ? OptionalInt.of(end.asInt()) : OptionalInt.empty(),
                        Duration.ofMillis(record.path("durationMillis").asLong()));
        JsonNode best = record.path("trueBest").path(0);
        String written =
                of(
                        result,
                        best.isNumber()
                                ? OptionalDouble.of(best.asDouble())
                                : OptionalDouble.empty());
        return new Replayed(result, written, told, decisions + 1, different);
    }

    private static String words(FocusStep step) {
        return switch (step) {
            case MeasureAt(int position, List<Integer> via, Purpose _, String why) ->
                    "to measure at %d%s (%s)"
                            .formatted(position, via.isEmpty() ? "" : " by way of " + via, why);
            case Accept() -> "to accept";
            case GiveUp refusal -> "to give up (%s)".formatted(refusal.reason());
        };
    }

    private static FocusPlan plan(JsonNode record) {
        JsonNode numbers = record.path("toleranceSeeingFloor");
        JsonNode first = record.path("firstStepSteps");
        JsonNode fixed = record.path("fixedSamplesStep");
        return new FocusPlan(
                Duration.ofNanos(record.path("exposureNanos").asLong()),
                Approach.valueOf(record.path("approach").asString().toUpperCase(Locale.ROOT)),
                first.isNumber() ? OptionalInt.of(first.asInt()) : OptionalInt.empty(),
                record.path("mostSamples").asInt(),
                record.path("mostRepairs").asInt(),
                numbers.path(0).asDouble(),
                new ErrorLaw(numbers.path(1).asDouble(), numbers.path(2).asDouble()),
                LearnedJson.read(record.path("learned")),
                fixed.isArray()
                        ? Optional.of(new FixedSweep(fixed.path(0).asInt(), fixed.path(1).asInt()))
                        : Optional.empty(),
                record.path("binning").asInt(1),
                Optional.empty());
    }

    private static List<GiveUp> mended(JsonNode disturbances) {
        var all = new ArrayList<GiveUp>();
        for (JsonNode one : disturbances) {
            refusal(one).ifPresent(all::add);
        }
        return all;
    }

    private static Optional<GiveUp> refusal(JsonNode refusal) {
        return refusal.isObject()
                ? Optional.of(
                        new GiveUp(
                                Cause.valueOf(refusal.path("cause").asString()),
                                refusal.path("reason").asString(),
                                refusal.path("remedy").asString()))
                : Optional.empty();
    }

    private static List<Integer> whole(JsonNode numbers) {
        var whole = new ArrayList<Integer>();
        numbers.forEach(number -> whole.add(number.asInt()));
        return whole;
    }

    private static MeasureAt step(JsonNode frame) {
        return new MeasureAt(
                frame.path("orderedSteps").asInt(),
                whole(frame.path("via")),
                Purpose.valueOf(frame.path("purpose").asString()),
                frame.path("why").asString());
    }
}
