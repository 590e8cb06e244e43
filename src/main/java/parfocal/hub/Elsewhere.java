package parfocal.hub;

import java.util.UUID;
import parfocal.hub.HubEvent.Gravity;
import parfocal.time.Pace;

/// A device that another program serves, as everybody knows it: by its id, its name, and an identity that stays.
abstract sealed class Elsewhere permits HubCamera, HubSensor, HubWheel {
    private final String id;
    private final UUID identity;
    private final Events events;
    private final Pace pace;
    private volatile String name;

    /// @param kind under which its identity is remembered
    Elsewhere(String kind, String id, String name, Memory memory, Events events, Pace pace) {
        this.id = id;
        this.name = name;
        this.identity = memory.identity(kind + " " + id);
        this.events = events;
        this.pace = pace;
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    void rename(String newName) {
        name = newName;
    }

    /// The same for ever, over restarts and changes of the configuration.
    public UUID identity() {
        return identity;
    }

    Events events() {
        return events;
    }

    Pace pace() {
        return pace;
    }

    void say(Gravity gravity, String sentence) {
        events.tell(new HubEvent.Said(pace.now(), gravity, name, sentence));
    }
}
