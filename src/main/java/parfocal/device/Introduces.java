package parfocal.device;

import java.util.List;
import java.util.Optional;

/// A device that knows more of itself than its name, and may have something to say to its user once it is connected.
public interface Introduces {

    /// What was learned of the device when it was connected.
    ///
    /// @param model    maker's name of the model
    /// @param firmware version as the device writes it, or empty where it cannot be asked
    /// @param warnings whole sentences, each with what to do; empty when all is well
    record Introduction(String model, Optional<String> firmware, List<String> warnings) {
        public Introduction {
            warnings = List.copyOf(warnings);
        }
    }

    /// Does not talk to the device again.
    Introduction introduction();
}
