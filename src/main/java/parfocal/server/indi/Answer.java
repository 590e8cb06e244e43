package parfocal.server.indi;

import java.util.Optional;
import parfocal.wire.indi.PropertyState;

/// What an order came to.
///
/// @param refusal what the client is told, with its tag; empty when the order was accepted
record Answer(String property, PropertyState state, Optional<String> refusal) {
    static Answer refused(String property, String why) {
        return new Answer(property, PropertyState.ALERT, Optional.of("[ERROR] " + why));
    }
}
