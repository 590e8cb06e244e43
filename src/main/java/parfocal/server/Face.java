package parfocal.server;

import io.javalin.config.RoutesConfig;

/// A part of the web server with addresses of its own, such as Alpaca or the panel. The door has already checked who asks from where
/// and how much; see [WebDoor].
public interface Face {

    /// Adds this face's addresses; called once, before the door opens.
    void addTo(RoutesConfig routes);
}
