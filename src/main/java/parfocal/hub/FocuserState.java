package parfocal.hub;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import parfocal.device.FocuserStatus;
import parfocal.device.Introduces.Introduction;
import parfocal.device.Setting;
import parfocal.device.Travel;
import parfocal.device.WeatherSensor.Weather;

/// Everything the faces show of a focuser, read at one moment. Reading it never talks to the device.
///
/// @param availability       whether it can be used
/// @param seenAt             when the numbers were read; the epoch before the first reading
/// @param positionSteps      the last known position; remembered from an earlier night before the first reading
/// @param positionSigmaSteps standard deviation of the position where the device only counts; empty where it knows
/// @param moving             from the moment an order is accepted until the focuser stands still
/// @param targetSteps        where it is going
/// @param mover              who ordered the move under way
/// @param owner              the run that has the focuser to itself, in words
/// @param travel             how far it may go
/// @param temperatureCelsius of its own probe
/// @param weather            of its own sensor
/// @param settings           of the device, as last read
/// @param introduction       what was learned of the device when it was opened
/// @param trouble            why the last order did not end as it should; empty when it did
/// @param warnings           what its user ought to know before trusting the position
public record FocuserState(
        Availability availability,
        Instant seenAt,
        int positionSteps,
        OptionalDouble positionSigmaSteps,
        boolean moving,
        OptionalInt targetSteps,
        Optional<Client> mover,
        Optional<String> owner,
        Travel travel,
        OptionalDouble temperatureCelsius,
        Optional<Weather> weather,
        List<Setting> settings,
        Optional<Introduction> introduction,
        Optional<String> trouble,
        List<String> warnings) {
    public FocuserState {
        settings = List.copyOf(settings);
        warnings = List.copyOf(warnings);
    }

    FocuserState ready(
            Instant now,
            Stack stack,
            Optional<Introduction> newIntroduction,
            List<String> newWarnings) {
        return new FocuserState(
                new Availability.Ready(now),
                seenAt,
                positionSteps,
                positionSigmaSteps,
                moving,
                targetSteps,
                mover,
                owner,
                stack.travel(),
                temperatureCelsius,
                weather,
                settings,
                newIntroduction,
                Optional.empty(),
                newWarnings);
    }

    FocuserState gone(Instant now, String reason) {
        return new FocuserState(
                new Availability.Unavailable(now, reason),
                seenAt,
                positionSteps,
                positionSigmaSteps,
                false,
                OptionalInt.empty(),
                Optional.empty(),
                owner,
                travel,
                OptionalDouble.empty(),
                Optional.empty(),
                settings,
                introduction,
                trouble,
                warnings);
    }

    FocuserState seen(
            Instant now,
            FocuserStatus status,
            boolean underOrder,
            OptionalDouble sigmaSteps,
            Travel newTravel) {
        return new FocuserState(
                availability,
                now,
                status.positionSteps(),
                sigmaSteps,
                underOrder || status.moving(),
                targetSteps,
                mover,
                owner,
                newTravel,
                status.temperatureCelsius(),
                weather,
                settings,
                introduction,
                trouble,
                warnings);
    }

    FocuserState going(int newTargetSteps, Client who) {
        return new FocuserState(
                availability,
                seenAt,
                positionSteps,
                positionSigmaSteps,
                true,
                OptionalInt.of(newTargetSteps),
                Optional.of(who),
                owner,
                travel,
                temperatureCelsius,
                weather,
                settings,
                introduction,
                Optional.empty(),
                warnings);
    }

    FocuserState arrived(Optional<String> newTrouble) {
        return new FocuserState(
                availability,
                seenAt,
                positionSteps,
                positionSigmaSteps,
                false,
                OptionalInt.empty(),
                Optional.empty(),
                owner,
                travel,
                temperatureCelsius,
                weather,
                settings,
                introduction,
                newTrouble,
                warnings);
    }

    FocuserState ownedBy(Optional<String> newOwner) {
        return new FocuserState(
                availability,
                seenAt,
                positionSteps,
                positionSigmaSteps,
                moving,
                targetSteps,
                mover,
                newOwner,
                travel,
                temperatureCelsius,
                weather,
                settings,
                introduction,
                trouble,
                warnings);
    }

    FocuserState feeling(Optional<Weather> newWeather) {
        return new FocuserState(
                availability,
                seenAt,
                positionSteps,
                positionSigmaSteps,
                moving,
                targetSteps,
                mover,
                owner,
                travel,
                temperatureCelsius,
                newWeather,
                settings,
                introduction,
                trouble,
                warnings);
    }

    FocuserState set(List<Setting> newSettings) {
        return new FocuserState(
                availability,
                seenAt,
                positionSteps,
                positionSigmaSteps,
                moving,
                targetSteps,
                mover,
                owner,
                travel,
                temperatureCelsius,
                weather,
                newSettings,
                introduction,
                trouble,
                warnings);
    }

    FocuserState warned(List<String> newWarnings) {
        return new FocuserState(
                availability,
                seenAt,
                positionSteps,
                positionSigmaSteps,
                moving,
                targetSteps,
                mover,
                owner,
                travel,
                temperatureCelsius,
                weather,
                settings,
                introduction,
                trouble,
                newWarnings);
    }
}
