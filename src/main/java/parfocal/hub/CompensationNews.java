package parfocal.hub;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import parfocal.compensation.CompensationSettings;
import parfocal.compensation.CompensationSettings.Mode;
import parfocal.hub.HubEvent.Gravity;
import parfocal.time.Pace;

/// What a compensation tells the world: its state when that is news, and each trouble once.
final class CompensationNews {
    private static final Duration SLOWEST = Duration.ofSeconds(30);

    private final HubFocuser focuser;
    private final Events events;
    private final Pace pace;
    private Optional<String> toldFault = Optional.empty();
    private Optional<String> toldAdvice = Optional.empty();
    private Optional<String> toldRefusal = Optional.empty();
    private Optional<CompensationState> told = Optional.empty();
    private Instant toldAt = Instant.EPOCH;

    CompensationNews(HubFocuser focuser, Events events, Pace pace) {
        this.focuser = focuser;
        this.events = events;
        this.pace = pace;
    }

    void say(Gravity gravity, String sentence) {
        events.tell(new HubEvent.Said(pace.now(), gravity, focuser.name(), sentence));
    }

    /// @param consequence of the law, in words
    void settled(String who, CompensationSettings settings, Optional<String> consequence) {
        say(
                Gravity.NOTE,
                "%s set its temperature compensation: %s%s."
                        .formatted(
                                who,
                                settings.mode().name().toLowerCase(Locale.ROOT),
                                consequence.map(", "::concat).orElse("")));
    }

    /// Each once, until it is over; nothing while the compensation is off.
    void care(Mode mode, Optional<String> thermometerFault, Optional<String> newAdvice) {
        boolean used = mode != Mode.OFF;
        Optional<String> fault = thermometerFault.filter(_ -> used);
        if (fault.isPresent() && toldFault.isEmpty()) {
            say(
                    Gravity.WARNING,
                    "its thermometer is not believed: %s. Nothing is compensated meanwhile."
                            .formatted(fault.get().replaceFirst("\\?$", "")));
        } else if (fault.isEmpty() && toldFault.isPresent()) {
            say(Gravity.NOTE, "its thermometer is believed again.");
        }
        toldFault = fault;
        Optional<String> advice = newAdvice.filter(_ -> used);
        if (advice.isPresent() && toldAdvice.isEmpty()) {
            say(Gravity.WARNING, advice.get() + ".");
        }
        toldAdvice = advice;
    }

    /// A move by itself went off, or not; a reason that stays the same is said once.
    void went(Optional<String> refusal) {
        if (refusal.isPresent() && !toldRefusal.equals(refusal)) {
            say(Gravity.TROUBLE, "compensation: " + refusal.get());
        }
        toldRefusal = refusal;
    }

    void tell(CompensationState now) {
        boolean news = told.filter(before -> isSame(before, now)).isEmpty();
        if (news || !pace.now().isBefore(toldAt.plus(SLOWEST))) {
            told = Optional.of(now);
            toldAt = pace.now();
            events.tell(new HubEvent.CompensationChanged(pace.now(), focuser.id(), now));
        }
    }

    private static boolean isSame(CompensationState before, CompensationState now) {
        return before.settings().equals(now.settings())
                && before.waiting().equals(now.waiting())
                && before.reference().equals(now.reference())
                && before.advice().equals(now.advice())
                && before.pointsEdition() == now.pointsEdition()
                && tenths(before.meterCelsius()) == tenths(now.meterCelsius())
                && tenths(before.dueSteps()) == tenths(now.dueSteps());
    }

    private static long tenths(OptionalDouble value) {
        return value.isPresent() ? Math.round(10 * value.getAsDouble()) : Long.MIN_VALUE;
    }
}
