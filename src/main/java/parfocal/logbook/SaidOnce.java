package parfocal.logbook;

import java.io.IOException;
import parfocal.hub.Hub;
import parfocal.hub.HubEvent.Gravity;

/// Trouble with a kind of file, said when it begins and when it is over, and not at every line between.
final class SaidOnce {
    private final Hub hub;
    private final String about;
    private boolean troubled;

    /// @param about as in `The night's log`
    SaidOnce(Hub hub, String about) {
        this.hub = hub;
        this.about = about;
    }

    interface Writing {
        void write() throws IOException;
    }

    synchronized void attempt(Writing writing) {
        try {
            writing.write();
            if (troubled) {
                troubled = false;
                hub.say(Gravity.NOTE, about, "is written again.");
            }
        } catch (IOException trouble) {
            if (!troubled) {
                troubled = true;
                hub.say(
                        Gravity.TROUBLE,
                        about,
                        "cannot be written: %s. Focusing goes on; is the disk full?"
                                .formatted(trouble.getMessage()));
            }
        }
    }
}
