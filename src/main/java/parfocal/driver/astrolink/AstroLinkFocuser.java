package parfocal.driver.astrolink;

import java.util.List;
import java.util.Optional;
import parfocal.device.DeviceException;
import parfocal.device.Focuser;
import parfocal.device.FocuserStatus;
import parfocal.device.Introduces;
import parfocal.device.Setting;
import parfocal.device.Travel;
import parfocal.device.WeatherSensor;
import parfocal.link.Line;
import parfocal.time.Pace;

/// One motor of a FocuserLink or an AstroLink 4 at the other end of a line.
final class AstroLinkFocuser implements Focuser, WeatherSensor, Introduces {
    private final Line line;
    private final String name;
    private final AstroLinkGauge gauge;
    private final AstroLinkPanel panel;
    private final AstroLinkMotion motion;
    private final Introduction introduction;

    /// Meets the device and reads it, changing nothing.
    ///
    /// @param motor 0 or 1
    AstroLinkFocuser(Line line, Pace pace, int motor) throws DeviceException {
        this.line = line;
        var first = new AstroLinkTalk(line, pace, AstroLink.NAME);
        String ownName = first.introduce();
        List<String> status = AstroLinkGauge.status(first);
        AstroLinkModel model =
                AstroLinkModel.of(ownName, status)
                        .orElseThrow(() -> AstroLinkGauge.stranger(ownName, status.size()));
        this.name = model.displayName() + (motor == 0 ? "" : ", motor 2");
        if (motor >= model.motors()) {
            throw AstroLinkSettings.unsupported(model.displayName(), "second motor");
        }
        var talk = new AstroLinkTalk(line, pace, name);
        var sheets = new AstroLinkSheets(talk, name);
        Optional<String> firmware = model.hasTwoMotors() ? sheets.firmware() : Optional.empty();
        this.gauge = new AstroLinkGauge(talk, pace, model, motor, name);
        this.panel =
                new AstroLinkPanel(
                        talk,
                        gauge,
                        sheets,
                        new AstroLinkSettings(model, motor),
                        name,
                        AstroLinkReading.of(model, motor, status));
        this.motion = new AstroLinkMotion(talk, pace, model, motor, gauge, panel, name);
        this.introduction = new Introduction(model.displayName(), firmware, panel.warnings());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Introduction introduction() {
        return introduction;
    }

    @Override
    public Travel travel() {
        return panel.travel();
    }

    /// As [Focuser#status()]. A counter that does not change for five seconds of an ordered move is told of by `Stuck`, once, and
    /// the order withdrawn; a move that ended where it began is told of by `Refused`, once.
    @Override
    public synchronized FocuserStatus status() throws DeviceException {
        AstroLinkReading reading = motion.judgedReading();
        return new FocuserStatus(
                reading.positionSteps(), reading.moving(), reading.temperatureCelsius());
    }

    @Override
    public synchronized Optional<Weather> weather() throws DeviceException {
        return gauge.read().weather();
    }

    @Override
    public synchronized void moveTo(int positionSteps) throws DeviceException {
        motion.moveTo(positionSteps);
    }

    @Override
    public void halt() throws DeviceException {
        // Before waiting for whoever is talking: the line is shared request by request.
        motion.tellHalt();
        synchronized (this) {
            motion.awaitHalt();
        }
    }

    @Override
    public synchronized void sync(int positionSteps) throws DeviceException {
        motion.sync(positionSteps);
    }

    @Override
    public synchronized List<Setting> settings() throws DeviceException {
        return panel.list();
    }

    @Override
    public synchronized void change(String setting, String value) throws DeviceException {
        panel.change(setting, value);
    }

    @Override
    public void close() {
        line.close();
    }
}
