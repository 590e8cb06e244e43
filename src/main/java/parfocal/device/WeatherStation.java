package parfocal.device;

/// A device that does nothing but feel the air, such as a weather station; or the probe of a device that is otherwise somebody else's.
public interface WeatherStation extends WeatherSensor, AutoCloseable {

    @Override
    void close();
}
