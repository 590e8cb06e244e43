package parfocal.autofocus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import parfocal.curve.Arrival;
import parfocal.curve.ArrivedPoint;
import parfocal.curve.Check;
import parfocal.curve.CriticalZone;
import parfocal.curve.CurveChecks;
import parfocal.curve.CurveFit;
import parfocal.curve.CurvePoint;
import parfocal.curve.ErrorLaw;
import parfocal.curve.ModelAverage;
import parfocal.curve.NoCurve;
import parfocal.curve.OppositeArrival;
import parfocal.curve.Play;
import parfocal.curve.SlackAtStart;
import parfocal.curve.TakeUp;

/// What can be said of a curve that somebody else measured: best focus for a stated direction of arrival, and the backlash that
/// the order of arrival betrays.
///
/// @param fit       the curve; its points stand in the order given, those that were left out are not used
/// @param reason    why it should not be believed; empty when every check passed
/// @param approach  the direction of arrival that best focus belongs to; empty when the recording does not tell
/// @param backlash  play that the points show
/// @param diagnoses the same in words
public record SecondOpinion(
        Optional<CurveFit> fit,
        Optional<String> reason,
        Optional<Arrival> approach,
        Optional<BacklashFound> backlash,
        List<Diagnosis> diagnoses) {
    private static final ErrorLaw LAW = ErrorLaw.OTHER_PROGRAMS;

    public SecondOpinion {
        diagnoses = List.copyOf(diagnoses);
    }

    /// Best focus by all models together: nobody tells what telescope this is, and which model is its own.
    public Optional<ModelAverage> average() {
        return fit.map(ModelAverage::of);
    }

    /// One recorded point.
    ///
    /// @param arrival empty when the recording does not say it
    public record Recorded(CurvePoint point, Optional<Arrival> arrival) {}

    /// @param points in order of arrival where arrivals are known
    public static SecondOpinion on(List<Recorded> points) {
        boolean told = !points.isEmpty() && points.stream().allMatch(p -> p.arrival.isPresent());
        if (!told) {
            return judge(
                    points.stream().map(Recorded::point).toList(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of());
        }
        boolean turns = points.stream().map(Recorded::arrival).distinct().count() > 1;
        // Nothing is known of the way to the first point. In one sweep its hanging can be seen in
        // the curve; between two
        // directions the first leg is taken to be engaged.
        List<ArrivedPoint> arrived = withTravel(points, turns ? Double.POSITIVE_INFINITY : 0);
        long ups = arrived.stream().filter(p -> p.arrival() == Arrival.UP).count();
        return ups == 0 || ups == arrived.size() ? oneWay(arrived) : bothWays(arrived, ups);
    }

    /// How far each point came since the focuser last turned round.
    ///
    /// @param first what is assumed of the first point
    private static List<ArrivedPoint> withTravel(List<Recorded> points, double first) {
        var arrived = new ArrayList<ArrivedPoint>();
        for (Recorded recorded : points) {
            Arrival arrival = recorded.arrival.orElseThrow();
            double travel = first;
            if (!arrived.isEmpty()) {
                ArrivedPoint before = arrived.getLast();
                double leg =
                        Math.abs(recorded.point.positionSteps() - before.point().positionSteps());
                travel = before.arrival() == arrival ? before.travelSteps() + leg : leg;
            }
            arrived.add(
                    new ArrivedPoint(recorded.point, arrival, Double.isNaN(travel) ? 0 : travel));
        }
        return arrived;
    }

    private static SecondOpinion oneWay(List<ArrivedPoint> arrived) {
        Optional<Arrival> approach = Optional.of(arrived.getFirst().arrival());
        Optional<TakeUp> takeUp = TakeUp.of(arrived, LAW).filter(found -> found.takenUp().proven());
        if (takeUp.isEmpty()) {
            return suspected(arrived, approach);
        }
        Play play = takeUp.get().takenUp();
        var backlash =
                new BacklashFound(
                        play.steps(),
                        play.sigmaSteps(),
                        "beginning of the sweep, a lower bound",
                        false);
        double engaged = play.steps() + 2 * play.sigmaSteps();
        List<CurvePoint> points = new ArrayList<>();
        List<Integer> hanging = new ArrayList<>();
        for (ArrivedPoint point : arrived) {
            if (point.travelSteps() < engaged) {
                hanging.add(points.size());
            }
            points.add(point.travelSteps() < engaged ? leftOut(point) : point.point());
        }
        return judge(
                points,
                approach,
                Optional.of(backlash),
                List.of(
                        new Diagnosis(
                                Cause.BACKLASH,
                                0.9,
                                takeUp.get().sentence(),
                                wrongWay(approach.orElseThrow(), play.steps()),
                                hanging)));
    }

    /// What follows for the last move.
    private static String wrongWay(Arrival sweep, double steps) {
        return "Best focus here belongs to moves that end %s, as the sweep did. A program that then went straight back %s to its result made its last move the wrong way, and ended about %.0f steps too %s. Finish every move in the direction of the sweep, from beyond it."
                .formatted(
                        sweep == Arrival.UP ? "upward" : "downward",
                        sweep == Arrival.UP ? "down" : "up",
                        steps,
                        sweep == Arrival.UP ? "high" : "low");
    }

    /// One point cannot prove play. The first of a sweep that lies off the curve of all others, on the side where play puts it, is
    /// worth a word.
    private static SecondOpinion suspected(List<ArrivedPoint> arrived, Optional<Arrival> approach) {
        List<CurvePoint> all = arrived.stream().map(ArrivedPoint::point).toList();
        var others = new ArrayList<>(all);
        others.set(0, leftOut(arrived.getFirst()));
        if (!(CurveFit.of(others, LAW) instanceof CurveFit fit)) {
            return judge(all, approach, Optional.empty(), List.of());
        }
        Optional<SlackAtStart> slack =
                SlackAtStart.suspected(fit, all.getFirst(), approach.orElseThrow());
        if (slack.isEmpty()) {
            return judge(all, approach, Optional.empty(), List.of());
        }
        double steps = slack.get().steps();
        double sigma = slack.get().sigmaSteps();
        return judge(
                others,
                approach,
                Optional.of(new BacklashFound(steps, sigma, "first point of the sweep", false)),
                List.of(
                        new Diagnosis(
                                Cause.BACKLASH,
                                0.6,
                                "Backlash is suspected, %.0f to %.0f steps: the first point of the sweep, at %.0f, is too low for the curve of the others, as if the tube had not followed yet."
                                        .formatted(
                                                Math.max(0, steps - sigma),
                                                steps + sigma,
                                                all.getFirst().positionSteps()),
                                wrongWay(approach.orElseThrow(), steps),
                                List.of(0))));
    }

    private static SecondOpinion bothWays(List<ArrivedPoint> arrived, long ups) {
        Arrival main = 2 * ups >= arrived.size() ? Arrival.UP : Arrival.DOWN;
        Optional<OppositeArrival> opposite =
                OppositeArrival.of(arrived, LAW).filter(found -> found.play().proven());
        if (opposite.isEmpty()) {
            return judge(
                    arrived.stream().map(ArrivedPoint::point).toList(),
                    Optional.of(main),
                    Optional.empty(),
                    List.of());
        }
        Play play = opposite.get().play();
        List<CurvePoint> points = new ArrayList<>();
        for (ArrivedPoint point : arrived) {
            points.add(
                    point.travelSteps() < play.steps()
                            ? leftOut(point)
                            : inFrameOf(main, point, play.steps()));
        }
        var backlash =
                new BacklashFound(play.steps(), play.sigmaSteps(), "opposite arrivals", true);
        return judge(
                points,
                Optional.of(main),
                Optional.of(backlash),
                List.of(
                        new Diagnosis(
                                Cause.BACKLASH,
                                0.95,
                                opposite.get().sentence(),
                                "Finish every move in one direction, from at least %.0f steps beyond. Best focus is given for arriving %s."
                                        .formatted(
                                                play.steps() + 3 * play.sigmaSteps(),
                                                main == Arrival.UP ? "upward" : "downward"),
                                List.of())));
    }

    /// Where the point would have been reported had it been reached the main way: play makes up-going numbers the larger ones.
    private static CurvePoint inFrameOf(Arrival main, ArrivedPoint arrived, double playSteps) {
        double shift =
                arrived.arrival() == main ? 0 : main == Arrival.DOWN ? -playSteps : playSteps;
        return new CurvePoint(
                arrived.point().positionSteps() + shift,
                arrived.point().hfrPixels(),
                arrived.point().sigmaPixels());
    }

    /// Kept in its place in the list, without a size.
    private static CurvePoint leftOut(ArrivedPoint arrived) {
        return new CurvePoint(arrived.point().positionSteps(), Double.NaN, 0);
    }

    private static SecondOpinion judge(
            List<CurvePoint> points,
            Optional<Arrival> approach,
            Optional<BacklashFound> backlash,
            List<Diagnosis> diagnoses) {
        return switch (CurveFit.of(points, LAW)) {
            case NoCurve none ->
                    new SecondOpinion(
                            Optional.empty(),
                            Optional.of(none.reason()),
                            approach,
                            backlash,
                            diagnoses);
            case CurveFit fit -> {
                double zone = CriticalZone.halfWidthSteps(fit.curve(), CriticalZone.USUAL_LOSS);
                Optional<String> failed =
                        CurveChecks.of(fit, zone).stream()
                                .filter(Check::failed)
                                .findFirst()
                                .map(Check::sentence);
                yield new SecondOpinion(Optional.of(fit), failed, approach, backlash, diagnoses);
            }
        };
    }
}
