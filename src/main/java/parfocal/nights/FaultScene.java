package parfocal.nights;

import static parfocal.nights.Condition.begin;
import static parfocal.nights.Condition.number;

import java.util.random.RandomGenerator;
import parfocal.rig.RigPlan;
import parfocal.rig.TrueCurve;

/// Draws the nights on which one thing is wrong.
///
/// @param condition what is wrong
/// @param halfWidth of the rig's curve, in steps
record FaultScene(Condition condition, double halfWidth, RandomGenerator random) {

    /// The night on a rig, calm otherwise.
    RigPlan on(RigPlan rig) {
        double away =
                switch (condition) {
                    case STEP_TOO_SMALL, STEP_TOO_LARGE, DETECTION_CLIFF, FLAT_CURVE ->
                            between(-0.15, 0.15) * halfWidth;
                    default -> between(2.5, 5) * halfWidth;
                };
        double play = condition == Condition.BACKLASH ? between(1, 3) * halfWidth : 0;
        RigPlan night = begin(rig, play, away);
        int frame = 3 + random.nextInt(3);
        return switch (condition) {
            case MOTOR_DEAD -> night.with("stuck-at-sample", "1");
            case MOTOR_DIES -> night.with("stuck-at-sample", number(frame));
            case GHOST_MOVE -> night.with("ghost-at-sample", number(frame));
            case SLIP -> night.with("slip-per-move", number(between(0.35, 0.6) * halfWidth));
            case BINDING -> binding(night);
            case UNEQUAL_STEPS -> night.with("unequal-steps", number(unequal()));
            case CLOUDS -> night.with("clouds-at-sample", number(frame));
            case WIND ->
                    night.with(
                            "wind", number(between(2.5, 4) * TrueCurve.of(rig).usualFwhmPixels()));
            case BAD_SEEING -> night.with("seeing-jitter", number(between(0.3, 0.5)));
            case DEW -> night.with("dew-per-frame", number(between(0.06, 0.12)));
            case OVER_COMPENSATION -> overCompensated(night);
            case FOREIGN_MOVE ->
                    night.with(
                            "foreign-move-steps",
                            number(eitherWay(Math.max(5, 0.5 * halfWidth), 2 * halfWidth)));
            case STALE_POSITION -> night.with("early-seconds", number(between(8, 20)));
            case FILTER_CHANGED ->
                    night.with("filter-at-sample", number(frame))
                            .with("filter-magnitudes", number(eitherWay(0.6, 2)))
                            .with("filter-offset-steps", number(eitherWay(0.4, 1.5) * halfWidth));
            case MIRROR_FLOP ->
                    night.withLooseMirror(
                            between(25, 80) * night.arcsecPerPixel(),
                            between(0.3, 0.6) * halfWidth);
            case TILT ->
                    night.with("tilt-steps", number(eitherWay(1.5, 3) * halfWidth))
                            .with("tilt-down-steps", number(eitherWay(0, 1) * halfWidth));
            case TEMPERATURE_DRIFT -> cooling(night);
            case DETECTION_CLIFF -> cutOff(night);
            case FLAT_CURVE -> night.with("veil-arcsec", number(veil(night)));
            case TWO_VALLEYS -> reflected(night);
            case FAR_FROM_FOCUS -> farOut(night);
            // Stars one and a third times to twice as long as wide, a half-width from focus.
            case ASTIGMATISM -> night.withAstigmatism(between(0.6, 1.6) * halfWidth);
            case END_OF_TRAVEL -> atTheEnd(night);
            case NO_STARS -> night.with("stars", "0");
            case FEW_STARS -> night.with("stars", "0.6");
            // A bright cluster is poor in faint stars: as many as in a field would cover the sky.
            case SATURATED ->
                    night.with("star-magnitudes", number(between(6, 7))).with("stars", "60");
            case HOT_PIXELS -> night.with("hot-pixels", number(between(0.008, 0.02)));
            case NEBULOSITY -> night.with("nebulosity", number(between(15, 40)));
            case ORDINARY,
                    NO_BACKLASH,
                    FAR,
                    LEARNED,
                    ORDINARY_HOT_PIXELS,
                    ORDINARY_NEBULOSITY,
                    NOTHING_WRONG,
                    BACKLASH,
                    STEP_TOO_SMALL,
                    STEP_TOO_LARGE,
                    UNDEREXPOSED,
                    CAMERA_FAULT ->
                    night;
        };
    }

    /// Somebody compensates where there is nothing, or both the device and the program compensate the same play.
    private RigPlan overCompensated(RigPlan rig) {
        double tooMuch = Math.rint(between(1, 2.5) * halfWidth);
        double play = random.nextBoolean() ? tooMuch : 0;
        return rig.with("backlash-steps", number(play))
                .with("over-compensation-steps", number(play + tooMuch));
    }

    /// A zone to three in the minute and a quarter that a run of seven frames takes.
    private RigPlan cooling(RigPlan rig) {
        double celsiusPerHour = eitherWay(12, 20);
        double zonesPerMinute = eitherWay(0.8, 2.4);
        double zone = halfWidth / 4;
        return rig.with("cooling-celsius-per-hour", number(celsiusPerHour))
                .with("steps-per-celsius", number(60 * zonesPerMinute * zone / celsiusPerHour));
    }

    /// Within reach of a sweep whose ends are three times as large as stars in focus.
    private RigPlan cutOff(RigPlan rig) {
        TrueCurve curve = TrueCurve.of(rig);
        double cliff = between(1.8, 2.4) * curve.hfrPixels(0, curve.usualFwhmPixels());
        return rig.with("cliff-hfr-pixels", number(cliff));
    }

    /// Stars eight to twelve times as large as in focus: at the ends of the sweep they would be three times as large.
    private double veil(RigPlan rig) {
        return between(8, 12) * TrueCurve.of(rig).usualFwhmPixels() * rig.arcsecPerPixel();
    }

    /// The two valleys are half as far apart as a sweep is long, or a little more than that length, and the run begins at the wrong one.
    private RigPlan reflected(RigPlan rig) {
        double away = eitherWay(2.5, 6) * halfWidth;
        double start = rig.bestSteps() + away + between(-1, 1) * halfWidth;
        return rig.with("reflections", number(Math.rint(between(20, 80))))
                .with("reflection-steps", number(away))
                .with("start-steps", number(Math.clamp(Math.rint(start), 0, rig.maximumSteps())));
    }

    /// On a side with room, and short of the end of the travel.
    private RigPlan farOut(RigPlan rig) {
        double wanted = TrueCurve.of(rig).distanceOfGrowthSteps(between(25, 60) - 1);
        double best = rig.bestSteps();
        double margin = 2 * halfWidth;
        double roomBelow = best - margin;
        double roomAbove = rig.maximumSteps() - best - margin;
        boolean above =
                Math.min(roomBelow, roomAbove) >= wanted
                        ? random.nextBoolean()
                        : roomAbove > roomBelow;
        double away = Math.min(wanted, above ? roomAbove : roomBelow);
        return rig.with("start-steps", number(Math.rint(best + (above ? away : -away))));
    }

    /// In the direction of the sweep, on either side of focus; or against it, just above where the night begins.
    private RigPlan binding(RigPlan rig) {
        double place = rig.bestSteps() + between(-2.2, 1) * halfWidth;
        double above = rig.startSteps() + between(0, 1.5) * halfWidth;
        return random.nextBoolean()
                ? rig.with("binding-down-steps", number(place))
                : rig.with("binding-up-steps", number(above));
    }

    /// From a tenth on: a night of less than that may well spare a run.
    private double unequal() {
        double times = between(1.1, 1.35);
        return random.nextBoolean() ? times : 1 / times;
    }

    private double eitherWay(double least, double most) {
        return (random.nextBoolean() ? 1 : -1) * between(least, most);
    }

    private RigPlan atTheEnd(RigPlan rig) {
        double best = between(0.1, 0.9) * halfWidth;
        return rig.with("best-steps", number(Math.max(0, best)))
                .with("start-steps", number(Math.rint(best + 4 * halfWidth)));
    }

    private double between(double low, double high) {
        return Condition.between(random, low, high);
    }
}
