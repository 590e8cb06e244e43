package parfocal.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import parfocal.autofocus.FocusResult;
import parfocal.autofocus.FocusRun;
import parfocal.autofocus.Sample;
import parfocal.autofocus.SweepFit;
import parfocal.curve.PlusMinus;

/// What a run did and why, in order: for each frame the reason it was taken for, what its stars were, and what was believed after it.
///
/// Told from the record: the run is lived through once more, frame by frame, so that each belief is the one of its moment.
record RunStory(List<Chapter> chapters) {

    /// @param number   of the frame, from 1
    /// @param sample   on the scale of the whole run
    /// @param decision why it was taken
    /// @param belief   where best focus was thought to be after it; empty while nobody could say
    record Chapter(int number, Sample sample, String decision, Optional<String> belief) {}

    RunStory {
        chapters = List.copyOf(chapters);
    }

    static RunStory of(FocusResult result) {
        FocusRun done = result.run();
        FocusRun run = FocusRun.begin(done.plan(), done.travel(), done.startSteps());
        var chapters = new ArrayList<Chapter>();
        for (FocusRun.Taken taken : done.everyTaken()) {
            run = run.with(taken.step(), taken.positionSteps(), taken.seen());
            int number = chapters.size();
            Sample sample = done.everySample().get(number);
            chapters.add(new Chapter(number + 1, sample, sample.why(), belief(run, sample)));
        }
        return new RunStory(chapters);
    }

    private static Optional<String> belief(FocusRun run, Sample sample) {
        if (sample.proof()) {
            return run.proof().map(proof -> proof.sentence());
        }
        return run.fit().map(RunStory::words);
    }

    private static String words(SweepFit fit) {
        return "Best focus near %s, stars %.2f px there."
                .formatted(
                        PlusMinus.of(fit.fit().curve().bestPositionSteps(), fit.fit().sigmaSteps()),
                        fit.fit().curve().minimumPixels());
    }
}
