package parfocal.server.indi;

import java.util.List;
import java.util.OptionalDouble;
import parfocal.device.DeviceException;
import parfocal.hub.Availability;
import parfocal.hub.Client;
import parfocal.hub.HubSensor;

/// A sensor elsewhere, shown as a weather station.
final class SensorTrade implements Trade {
    private final HubSensor sensor;
    private final String name;
    private final List<Panel> panels;

    private SensorTrade(HubSensor sensor, String name, List<Panel> panels) {
        this.sensor = sensor;
        this.name = name;
        this.panels = panels;
    }

    static Device device(House house, HubSensor sensor, String name) {
        var states = new States();
        var air =
                new AirPanel(
                        () -> new AirPanel.Felt(OptionalDouble.empty(), sensor.state().weather()),
                        name,
                        states,
                        house.pace());
        return new Device(new SensorTrade(sensor, name, List.of(air)), house, states, new Rhythm());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int interfaces() {
        return WEATHER;
    }

    @Override
    public String driver() {
        return "weather";
    }

    @Override
    public boolean simulated() {
        return false;
    }

    @Override
    public Availability availability() {
        return sensor.state().availability();
    }

    @Override
    public void connect(Client who) throws DeviceException {
        sensor.requireReady();
    }

    @Override
    public void disconnect(Client who) {
        // The hub does not count who looks at a sensor.
    }

    @Override
    public List<Panel> panels() {
        return panels;
    }

    @Override
    public List<String> kept() {
        return List.of();
    }

    @Override
    public void forget(Client who) {
        // Nothing is kept.
    }
}
