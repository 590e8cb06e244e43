package parfocal.autofocus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import parfocal.curve.Check;
import parfocal.curve.Check.Answer;
import parfocal.curve.CurveChecks;
import parfocal.curve.Proof;

/// Every question a run asks before it is believed, with its answer; those that were not asked say so, and why.
public final class RunChecks {
    private static final String UNFINISHED = "The run ended before.";

    private final FocusResult result;
    private final FocusRun run;

    private RunChecks(FocusResult result) {
        this.result = result;
        this.run = result.run();
    }

    /// In the order in which they are asked.
    public static List<Check> of(FocusResult result) {
        var asked = new RunChecks(result);
        var checks = new ArrayList<Check>(asked.curve());
        checks.add(asked.otherSide());
        checks.add(asked.positions());
        checks.add(asked.proof());
        return List.copyOf(checks);
    }

    private List<Check> curve() {
        Optional<String> spared = spared();
        return spared.isPresent()
                ? CurveChecks.NAMES.stream().map(name -> Check.notMade(name, spared.get())).toList()
                : run.fit().orElseThrow().checks(run.plan().tolerance());
    }

    /// Why the curve was not asked anything.
    private Optional<String> spared() {
        if (run.fit().isEmpty()) {
            return Optional.of("There is no curve to ask.");
        }
        if (run.curve().squareGrowth().isPresent()) {
            return Optional.of(
                    "All samples lie on a parabola, as a simulator draws it; these questions are about a lens.");
        }
        return run.curve().learnedFit().isPresent()
                ? Optional.of(
                        "The telescope is known: what earlier runs taught stands in for further samples, and the proof decides.")
                : Optional.empty();
    }

    private Check otherSide() {
        Optional<OtherWay> look = OtherWay.in(run);
        if (look.isEmpty()) {
            return Check.notMade("play", whyNoLook());
        }
        double steps = look.get().play().steps();
        double sigma = look.get().play().sigmaSteps();
        return new Check(
                "play",
                Answer.PASSED,
                steps,
                sigma,
                "Reached from the other side, one frame lies %.0f ± %.0f steps off the curve: %s."
                        .formatted(
                                steps,
                                sigma,
                                result.backlash().isPresent()
                                        ? "that is the backlash"
                                        : "too little, or too uncertain, to be called backlash"));
    }

    private String whyNoLook() {
        if (!OtherWay.worthALook(run)) {
            return "The frame from the other side can be read in more than one way, or there is no curve to read it by.";
        }
        if (run.plan().fixed().isPresent()) {
            return "A fixed sweep does not look from the other side.";
        }
        if (run.plan().learned().flatMap(Learned::play).isPresent()) {
            return "The focuser's play is known from earlier runs.";
        }
        return run.proof().isPresent()
                ? "There was no room for a frame from the other side."
                : UNFINISHED;
    }

    private Check positions() {
        Optional<LostSteps> lost = run.lostSteps();
        if (lost.isPresent()) {
            return new Check(
                    "positions",
                    Answer.FAILED,
                    lost.get().improvement(),
                    Accounts.CLEARLY_BETTER,
                    lost.get().sentence(run.samples()));
        }
        return !Accounts.enough(run.samples(), run.plan().law())
                ? Check.notMade(
                        "positions",
                        "It takes %d frames on one curve to tell a focuser that lost steps from one that did not."
                                .formatted(Accounts.FEWEST_SAMPLES))
                : new Check(
                        "positions",
                        Answer.PASSED,
                        0,
                        Accounts.CLEARLY_BETTER,
                        "No lost move, no slipping, standing still or binding, and no unequal steps explain the frames clearly better than the positions as reported.");
    }

    private Check proof() {
        Optional<Proof> proof = run.proof();
        return proof.isEmpty()
                ? Check.notMade("proof", UNFINISHED)
                : new Check(
                        "proof",
                        proof.get().passed() ? Answer.PASSED : Answer.FAILED,
                        proof.get().hfrPixels(),
                        proof.get().predictedPixels(),
                        proof.get().sentence());
    }
}
