package parfocal.driver;

import java.util.List;
import java.util.Optional;
import parfocal.link.UsbIdentity;

/// What is probably behind a port, by its USB ids alone. Only asking it can tell, and only a port that somebody chose is asked.
public sealed interface Likely {

    /// Drivers that claim these ids, and no chip that others build with.
    record Probably(List<DriverInfo> drivers) implements Likely {
        public Probably {
            drivers = List.copyOf(drivers);
        }
    }

    /// A chip or board that many makers use.
    ///
    /// @param drivers whose devices are known to have it; a home-made focuser is among the others
    record AnyOfMany(String chip, List<DriverInfo> drivers) implements Likely {
        public AnyOfMany {
            drivers = List.copyOf(drivers);
        }
    }

    /// On USB, and no driver knows its ids.
    record Stranger(String usbId) implements Likely {}

    /// Not on USB: nothing tells what is at its other end.
    record Untold() implements Likely {}

    static Likely of(Optional<UsbIdentity> usb, List<DriverInfo> drivers) {
        if (usb.isEmpty()) {
            return new Untold();
        }
        String id = usb.get().id();
        List<DriverInfo> claiming =
                drivers.stream().filter(driver -> driver.usbIds().contains(id)).toList();
        Optional<String> chip = SharedChips.name(id);
        if (chip.isPresent()) {
            return new AnyOfMany(chip.get(), claiming);
        }
        return claiming.isEmpty() ? new Stranger(id) : new Probably(claiming);
    }

    /// Drivers to try first, possibly none.
    default List<DriverInfo> candidates() {
        return switch (this) {
            case Probably(var drivers) -> drivers;
            case AnyOfMany(_, var drivers) -> drivers;
            case Stranger _, Untold _ -> List.of();
        };
    }

    /// One word for programs: how much the ids tell.
    default String certainty() {
        return switch (this) {
            case Probably _ -> "probable";
            case AnyOfMany _ -> "ambiguous";
            case Stranger _ -> "unknown-ids";
            case Untold _ -> "no-ids";
        };
    }

    /// For people, half a sentence.
    default String words() {
        return switch (this) {
            case Probably(var drivers) -> "probably " + names(drivers);
            case AnyOfMany(String chip, var drivers) when drivers.isEmpty() ->
                    "%s, which many devices use: its ids do not tell; home-made focusers often have one"
                            .formatted(chip);
            case AnyOfMany(String chip, var drivers) ->
                    "%s, which many devices use: perhaps %s, perhaps something else"
                            .formatted(chip, names(drivers));
            case Stranger(String usbId) -> "no driver knows %s".formatted(usbId);
            case Untold _ -> "not on USB, so nothing tells what is behind it";
        };
    }

    private static String names(List<DriverInfo> drivers) {
        return String.join(
                " or ",
                drivers.stream()
                        .map(driver -> "%s (%s)".formatted(driver.id(), driver.displayName()))
                        .toList());
    }
}
