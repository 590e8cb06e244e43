package parfocal.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import parfocal.autofocus.AutofocusEvent;
import parfocal.autofocus.Cause;
import parfocal.autofocus.Disturbances;
import parfocal.autofocus.FocusPlan;
import parfocal.autofocus.FocusResult;
import parfocal.autofocus.FocusRun;
import parfocal.autofocus.FocusStep.Accept;
import parfocal.autofocus.FocusStep.GiveUp;
import parfocal.autofocus.FocusStep.MeasureAt;
import parfocal.autofocus.Moment;
import parfocal.device.Travel;
import parfocal.stars.Star;

/// What was saved decides the same again.
final class RunRecordTest {

    @Test
    void aSavedRunIsReplayedToTheSameBytes() throws UnreadableInput {
        String saved = RunRecord.of(run(), OptionalDouble.of(614.0 / 3));

        RunRecord.Replayed replayed = RunRecord.replay("run.json", saved);

        assertThat(replayed.different()).isEmpty();
        assertThat(replayed.written()).isEqualTo(saved);
    }

    @Test
    void framesThatWereThrownAwayAreCountedAgain() throws UnreadableInput {
        FocusResult ended = run();
        FocusResult disturbed =
                ended(
                        ended.run().with(new Disturbances(List.of(0, 3), List.of())),
                        Optional.empty());
        String saved = RunRecord.of(disturbed, OptionalDouble.empty());

        RunRecord.Replayed replayed = RunRecord.replay("run.json", saved);

        assertThat(replayed.written()).isEqualTo(saved);
        assertThat(replayed.result().exposures()).isEqualTo(ended.exposures() + 2);
    }

    @Test
    void whatWasMendedIsToldAgain() throws UnreadableInput {
        var moved =
                new GiveUp(
                        Cause.FOREIGN_MOVE,
                        "The focuser stood at 700 and at 740.",
                        "Look for another program.");
        String saved =
                RunRecord.of(
                        ended(
                                run().run().with(new Disturbances(List.of(2), List.of(moved))),
                                Optional.empty()),
                        OptionalDouble.empty());

        RunRecord.Replayed replayed = RunRecord.replay("run.json", saved);

        assertThat(replayed.written()).isEqualTo(saved).contains("\"mended\"");
        assertThat(replayed.result().run().disturbances().mended()).containsExactly(moved);
        assertThat(replayed.result().diagnoses())
                .anySatisfy(told -> {
                    assertThat(told.cause()).isEqualTo(Cause.FOREIGN_MOVE);
                    assertThat(told.message())
                            .isEqualTo(
                                    "The focuser stood at 700 and at 740. The frame was taken again.");
                });
    }

    /// Frames that follow put a sample on the scale of more stars; a replay tells it as it was told.
    @Test
    void aReplayTellsEverySampleAsItStoodWhenItWasMeasured() throws UnreadableInput {
        FocusRun ended = run().run();
        var told = new ArrayList<AutofocusEvent>();
        FocusRun again = FocusRun.begin(ended.plan(), ended.travel(), ended.startSteps());
        for (FocusRun.Taken taken : ended.taken()) {
            again = again.with(taken.step(), taken.positionSteps(), taken.seen());
            told.add(new AutofocusEvent.Going(taken.step()));
            told.addAll(AutofocusEvent.measured(again));
        }

        RunRecord.Replayed replayed =
                RunRecord.replay("run.json", RunRecord.of(run(), OptionalDouble.empty()));

        assertThat(replayed.told()).isEqualTo(told);
    }

    @Test
    void aSampleThatWasChangedAfterwardsChangesADecisionAndIsTold() throws UnreadableInput {
        String saved = RunRecord.of(run(), OptionalDouble.empty());
        String edited =
                saved.replaceFirst(
                        "\"orderedSteps\":\\d+,\"via\":\\[\\d", "\"orderedSteps\":1,\"via\":[9");

        RunRecord.Replayed replayed = RunRecord.replay("run.json", edited);

        assertThat(replayed.different())
                .get()
                .asString()
                .startsWith("Decision 1 was to measure at 1");
    }

    @Test
    void aFileWithoutARecordSaysWhereToGetOne() {
        assertThatThrownBy(() -> RunRecord.replay("run.json", "{\"samples\":[]}"))
                .isInstanceOf(UnreadableInput.class)
                .hasMessageContaining("autofocus --report");
    }

    /// Records that were written before keep neither.
    @Test
    void whenEachFrameWasTakenAndHowWarmItWasAreKept() throws UnreadableInput {
        FocusResult ended = run();
        FocusRun timed =
                FocusRun.begin(ended.run().plan(), ended.run().travel(), ended.run().startSteps());
        for (FocusRun.Taken taken : ended.run().taken()) {
            double seconds = 6.4 * timed.taken().size();
            timed =
                    timed.with(
                            taken.step(),
                            taken.positionSteps(),
                            0,
                            0,
                            Optional.of(
                                    new Moment(seconds, OptionalDouble.of(10 - seconds / 10_000))),
                            taken.seen());
        }
        String saved =
                RunRecord.of(
                        FocusResult.of(Optional.empty(), timed, OptionalInt.of(614), Duration.ZERO),
                        OptionalDouble.empty());

        RunRecord.Replayed replayed = RunRecord.replay("run.json", saved);

        assertThat(replayed.written()).isEqualTo(saved).contains("\"seconds\":6.4", "\"celsius\"");
        assertThat(replayed.result().run().taken())
                .extracting(FocusRun.Taken::moment)
                .isEqualTo(timed.taken().stream().map(FocusRun.Taken::moment).toList());
        assertThat(RunRecord.of(ended, OptionalDouble.empty())).doesNotContain("\"seconds\"");
    }

    /// Stars without noise, 30 of them, on a hyperbola about 614 with a half-width of 63 steps.
    static FocusResult run() {
        FocusRun run = FocusRun.begin(FocusPlan.defaults(), new Travel(0, 2000), 800);
        while (true) {
            switch (run.next()) {
                case MeasureAt step ->
                        run = run.with(step, step.positionSteps(), stars(step.positionSteps()));
                case Accept() -> {
                    return ended(run, Optional.empty());
                }
                case GiveUp refusal -> {
                    return ended(run, Optional.of(refusal));
                }
            }
        }
    }

    private static FocusResult ended(FocusRun run, Optional<GiveUp> refusal) {
        return FocusResult.of(refusal, run, OptionalInt.of(614), Duration.ofSeconds(40));
    }

    private static List<Star> stars(int positionSteps) {
        double size = 0.95 * Math.hypot(1, (positionSteps - 614) / 63.0);
        var stars = new ArrayList<Star>();
        for (int i = 0; i < 30; i++) {
            stars.add(
                    new Star(
                            37 + 61.0 * i,
                            53 + 29.0 * ((i * 7) % 23),
                            10_000 - 100.0 * i,
                            size * (1 + i / 3000.0),
                            0.02 * size,
                            2 * size,
                            1000,
                            0.2,
                            directionOf(i),
                            60,
                            Set.of()));
        }
        return stars;
    }

    /// Records of earlier days know none.
    private static OptionalDouble directionOf(int star) {
        return star % 2 == 0 ? OptionalDouble.of(12.5 + star) : OptionalDouble.empty();
    }
}
