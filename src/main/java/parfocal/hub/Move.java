package parfocal.hub;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/// An order on its way. Its end is the arrival, or the trouble that prevented it.
///
/// @param home whether it goes to the stop, and the number at its end is not known before
record Move(
        int targetSteps,
        boolean home,
        Client who,
        Instant beganAt,
        int fromSteps,
        CompletableFuture<Void> end) {}
