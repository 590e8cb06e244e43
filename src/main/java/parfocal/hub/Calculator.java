package parfocal.hub;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import parfocal.device.DeviceException;
import parfocal.device.DeviceFault;
import parfocal.thermal.StudyWords;
import parfocal.thermal.TemperatureLaw;
import parfocal.thermal.TemperaturePoint;
import parfocal.thermal.TemperatureStudy;
import parfocal.time.Pace;

/// A focuser's compensation calculator: takes points in, and says what they say.
public final class Calculator {
    private static final double CLEAR_SIGMAS = 3;

    private final HubFocuser focuser;
    private final Pace pace;
    private final Here here;
    private final Runnable changed;
    private final TemperaturePoints points;

    /// The temperature of now.
    interface Here {
        /// @throws DeviceException [DeviceFault.Refused] without a temperature
        TemperaturePoint point(double positionSteps, OptionalDouble sigmaSteps)
                throws DeviceException;
    }

    /// @param changed told after each change that somebody ordered
    /// @param trouble told when the disk takes nothing
    Calculator(
            HubFocuser focuser,
            Memory memory,
            Pace pace,
            Here here,
            Runnable changed,
            Consumer<String> trouble) {
        this.focuser = focuser;
        this.pace = pace;
        this.here = here;
        this.changed = changed;
        this.points = new TemperaturePoints(focuser.id(), memory, trouble);
    }

    /// Another number whenever the points are not what they were.
    int edition() {
        return points.edition();
    }

    public List<KeptPoint> all() {
        return points.all();
    }

    /// Notes a point that somebody knows.
    public KeptPoint note(double celsius, double positionSteps, String filter) {
        TemperaturePoint noted = TemperaturePoint.noted(celsius, positionSteps);
        return told(
                add(
                        KeptPoint.Source.TYPED,
                        new TemperaturePoint(
                                celsius,
                                positionSteps,
                                noted.sigmaSteps(),
                                "",
                                filter,
                                noted.laggedCelsius())));
    }

    /// Notes where the focuser stands now, at the temperature of now.
    ///
    /// @throws DeviceException [DeviceFault.Refused] without a temperature
    public KeptPoint noteNow() throws DeviceException {
        return told(
                add(
                        KeptPoint.Source.READING,
                        here.point(focuser.state().positionSteps(), OptionalDouble.empty())));
    }

    /// @return whether there was such a point
    public boolean remove(int number) {
        return told(points.remove(number));
    }

    /// @return whether there was such a point
    public boolean edit(int number, double celsius, double positionSteps) {
        return told(points.edit(number, celsius, positionSteps));
    }

    public void clear() {
        points.clear();
        changed.run();
    }

    /// @param filter only its points; empty: all, each filter with an offset of its own
    public TemperatureStudy study(Optional<String> filter) {
        return points.study(filter);
    }

    KeptPoint add(KeptPoint.Source source, TemperaturePoint point) {
        return points.add(pace.now(), source, point);
    }

    private <T> T told(T answer) {
        changed.run();
        return answer;
    }

    /// @throws DeviceException [DeviceFault.Refused] when the points say nothing
    TemperatureStudy requireLaw(Optional<String> filter) throws DeviceException {
        TemperatureStudy study = study(filter);
        if (study.law().isEmpty() || study.quality() == TemperatureStudy.Quality.NO_LINE) {
            throw new DeviceException(
                    new DeviceFault.Refused(
                            focuser.name(),
                            "to take the coefficient of these points",
                            StudyWords.of(study)));
        }
        return study;
    }

    /// What all points say together, where it is clear enough to act on without asking.
    Optional<TemperatureStudy> clearStudy() {
        TemperatureStudy study = study(Optional.empty());
        boolean clear =
                study.quality() != TemperatureStudy.Quality.NO_LINE
                        && study.residuals().size() >= 3
                        && study.law().stream()
                                .map(TemperatureLaw::pieces)
                                .flatMap(List::stream)
                                .allMatch(piece ->
                                        Math.abs(piece.stepsPerCelsius())
                                                > CLEAR_SIGMAS * piece.sigma());
        return clear ? Optional.of(study) : Optional.empty();
    }
}
