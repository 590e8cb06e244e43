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
/// @param availability whether it can be used
/// @param place        where it is known to stand
/// @param motion       whether it moves, and by whose order
/// @param air          what it feels
/// @param details      what seldom changes
/// @param owner        the run that has the focuser to itself, in words
/// @param trouble      why the last order did not end as it should; empty when it did
/// @param warnings     what its user ought to know before trusting the position
public record FocuserState(
        Availability availability,
        Place place,
        Motion motion,
        FeltAir air,
        Details details,
        Optional<String> owner,
        Optional<String> trouble,
        List<String> warnings) {
    public FocuserState {
        warnings = List.copyOf(warnings);
    }

    /// @param seenAt     when the numbers were read; the epoch before the first reading
    /// @param steps      the last known position; remembered from an earlier night before the first reading
    /// @param sigmaSteps standard deviation of the position where the device only counts; empty where it knows
    public record Place(Instant seenAt, int steps, OptionalDouble sigmaSteps) {}

    /// @param moving      from the moment an order is accepted until the focuser stands still
    /// @param targetSteps where it is going
    /// @param mover       who ordered the move under way
    public record Motion(boolean moving, OptionalInt targetSteps, Optional<Client> mover) {
        static final Motion NONE = new Motion(false, OptionalInt.empty(), Optional.empty());
    }

    /// @param probeCelsius of its own probe
    /// @param weather      of its own sensor
    public record FeltAir(OptionalDouble probeCelsius, Optional<Weather> weather) {
        static final FeltAir NOTHING = new FeltAir(OptionalDouble.empty(), Optional.empty());
    }

    /// @param travel       how far it may go
    /// @param settings     of the device, as last read
    /// @param introduction what was learned of the device when it was opened
    public record Details(
            Travel travel, List<Setting> settings, Optional<Introduction> introduction) {
        public Details {
            settings = List.copyOf(settings);
        }
    }

    /// Of a focuser that nobody has reached yet.
    ///
    /// @param rememberedSteps where it stood when it was last seen
    static FocuserState unseen(int rememberedSteps) {
        return new FocuserState(
                new Availability.Connecting(),
                new Place(Instant.EPOCH, rememberedSteps, OptionalDouble.empty()),
                Motion.NONE,
                FeltAir.NOTHING,
                new Details(
                        new Travel(Math.min(0, rememberedSteps), Math.max(0, rememberedSteps)),
                        List.of(),
                        Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    public Instant seenAt() {
        return place.seenAt;
    }

    public int positionSteps() {
        return place.steps;
    }

    public OptionalDouble positionSigmaSteps() {
        return place.sigmaSteps;
    }

    public boolean moving() {
        return motion.moving;
    }

    public OptionalInt targetSteps() {
        return motion.targetSteps;
    }

    public Optional<Client> mover() {
        return motion.mover;
    }

    public OptionalDouble temperatureCelsius() {
        return air.probeCelsius;
    }

    public Optional<Weather> weather() {
        return air.weather;
    }

    public Travel travel() {
        return details.travel;
    }

    public List<Setting> settings() {
        return details.settings;
    }

    public Optional<Introduction> introduction() {
        return details.introduction;
    }

    FocuserState ready(
            Instant now,
            Stack stack,
            Optional<Introduction> newIntroduction,
            List<String> newWarnings) {
        return new FocuserState(
                new Availability.Ready(now),
                place,
                motion,
                air,
                new Details(stack.travel(), details.settings, newIntroduction),
                owner,
                Optional.empty(),
                newWarnings);
    }

    FocuserState gone(Instant now, String reason) {
        var away = new Availability.Unavailable(now, reason);
        return new FocuserState(
                away, place, Motion.NONE, FeltAir.NOTHING, details, owner, trouble, warnings);
    }

    FocuserState seen(
            Instant now,
            FocuserStatus status,
            boolean underOrder,
            OptionalDouble sigmaSteps,
            Travel newTravel) {
        return new FocuserState(
                availability,
                new Place(now, status.positionSteps(), sigmaSteps),
                new Motion(underOrder || status.moving(), motion.targetSteps, motion.mover),
                new FeltAir(status.temperatureCelsius(), air.weather),
                new Details(newTravel, details.settings, details.introduction),
                owner,
                trouble,
                warnings);
    }

    FocuserState going(int newTargetSteps, Client who) {
        return moving(
                new Motion(true, OptionalInt.of(newTargetSteps), Optional.of(who)),
                Optional.empty());
    }

    FocuserState arrived(Optional<String> newTrouble) {
        return moving(Motion.NONE, newTrouble);
    }

    private FocuserState moving(Motion now, Optional<String> newTrouble) {
        return new FocuserState(
                availability, place, now, air, details, owner, newTrouble, warnings);
    }

    FocuserState ownedBy(Optional<String> newOwner) {
        return new FocuserState(
                availability, place, motion, air, details, newOwner, trouble, warnings);
    }

    FocuserState feeling(Optional<Weather> newWeather) {
        var felt = new FeltAir(air.probeCelsius, newWeather);
        return new FocuserState(
                availability, place, motion, felt, details, owner, trouble, warnings);
    }

    FocuserState set(List<Setting> newSettings) {
        var changed = new Details(details.travel, newSettings, details.introduction);
        return new FocuserState(
                availability, place, motion, air, changed, owner, trouble, warnings);
    }

    FocuserState warned(List<String> newWarnings) {
        return new FocuserState(
                availability, place, motion, air, details, owner, trouble, newWarnings);
    }
}
