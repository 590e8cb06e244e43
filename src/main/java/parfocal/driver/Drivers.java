package parfocal.driver;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/// All drivers there are, found on the class path.
public final class Drivers {
    private Drivers() {}

    /// Every driver, by id.
    public static List<FocuserDriver> all() {
        return ServiceLoader.load(FocuserDriver.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(driver -> driver.info().id()))
                .toList();
    }

    public static Optional<FocuserDriver> byId(String id) {
        return all().stream().filter(driver -> driver.info().id().equals(id)).findFirst();
    }

    /// The first that can do something besides; which that is, nobody needs to know.
    ///
    /// @param ability such as [LearnsFromStars]
    /// @throws java.util.NoSuchElementException when none can
    public static <T> T able(Class<T> ability) {
        return all().stream()
                .filter(ability::isInstance)
                .map(ability::cast)
                .findFirst()
                .orElseThrow();
    }
}
