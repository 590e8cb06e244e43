/// Tells an MQTT broker everything that changes, and introduces each focuser to Home Assistant by itself. Nothing is ordered this way.
///
/// Topics, below a chosen root: `status` (of the hub; its last will), `FOCUSER/status`, `FOCUSER/state`, `FOCUSER/move`,
/// `FOCUSER/autofocus`, all retained, and `log`. Source of the discovery messages: <https://www.home-assistant.io/integrations/mqtt/>.
///
/// May import `parfocal.hub` and `parfocal.report`. The only package that knows the MQTT library.
@NullMarked
package parfocal.server.mqtt;

import org.jspecify.annotations.NullMarked;
