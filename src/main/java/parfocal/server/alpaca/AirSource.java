package parfocal.server.alpaca;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import parfocal.device.DeviceException;
import parfocal.hub.Hub;
import parfocal.hub.HubFocuser;
import parfocal.hub.HubSensor;
import parfocal.time.Pace;

/// Whatever of the hub feels the air: a focuser with sensors, or a sensor elsewhere.
sealed interface AirSource {
    /// What people call the device itself.
    String device();

    /// What people call its sensors.
    String name();

    /// Model and place.
    String origin();

    UUID identity();

    Optional<Air> air();

    /// The epoch before it was read.
    Instant seenAt();

    /// Reads it now.
    void refresh() throws DeviceException;

    /// @throws DeviceException [parfocal.device.DeviceFault.NotConnected] while it is away
    void requireReady() throws DeviceException;

    /// As [#requireReady], after the time that opening takes.
    void awaitReady(Pace pace) throws DeviceException, InterruptedException;

    boolean isStillThere();

    record OfFocuser(Hub hub, HubFocuser focuser, UUID identity) implements AirSource {
        OfFocuser(Hub hub, HubFocuser focuser) {
            this(hub, focuser, hub.memory().identity("observingconditions " + focuser.id()));
        }

        @Override
        public String device() {
            return focuser.name();
        }

        @Override
        public String name() {
            return Served.labelled("Sensors of " + focuser.name(), focuser.plan().simulated());
        }

        @Override
        public String origin() {
            return "sensors of driver %s at %s"
                    .formatted(focuser.plan().driverId(), focuser.plan().address());
        }

        @Override
        public Optional<Air> air() {
            return Air.of(focuser.state());
        }

        @Override
        public Instant seenAt() {
            return focuser.state().seenAt();
        }

        @Override
        public void refresh() throws DeviceException {
            focuser.refresh();
        }

        @Override
        public void requireReady() throws DeviceException {
            ServedFocuser.requireReady(focuser);
        }

        @Override
        public void awaitReady(Pace pace) throws DeviceException, InterruptedException {
            ServedFocuser.awaitOpened(focuser, pace);
            requireReady();
        }

        @Override
        public boolean isStillThere() {
            return hub.focuser(focuser.id()).filter(present -> present == focuser).isPresent();
        }
    }

    record Elsewhere(Hub hub, HubSensor sensor) implements AirSource {
        @Override
        public String device() {
            return sensor.name();
        }

        @Override
        public String name() {
            return sensor.name();
        }

        @Override
        public String origin() {
            return "sensor at " + sensor.plan().address();
        }

        @Override
        public UUID identity() {
            return sensor.identity();
        }

        @Override
        public Optional<Air> air() {
            return sensor.state().weather().map(weather -> Air.of(seenAt(), weather));
        }

        @Override
        public Instant seenAt() {
            return sensor.state().seenAt();
        }

        @Override
        public void refresh() throws DeviceException {
            sensor.refresh();
        }

        @Override
        public void requireReady() throws DeviceException {
            sensor.requireReady();
        }

        @Override
        public void awaitReady(Pace pace) throws DeviceException {
            sensor.requireReady();
        }

        @Override
        public boolean isStillThere() {
            return hub.sensor(sensor.id()).filter(present -> present == sensor).isPresent();
        }
    }
}
