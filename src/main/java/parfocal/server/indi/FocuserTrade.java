package parfocal.server.indi;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import parfocal.device.DeviceException;
import parfocal.hub.Availability;
import parfocal.hub.Client;
import parfocal.hub.FocuserSettings;
import parfocal.hub.HubFocuser;
import parfocal.time.Pace;

/// A focuser of the hub.
final class FocuserTrade implements Trade {
    private static final Duration TO_OPEN = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(50);

    private final HubFocuser focuser;
    private final String name;
    private final Pace pace;
    private final MotionPanel motion;
    private final GearPanel gear;
    private final SettingsPanel settings;
    private final List<Panel> panels;

    private FocuserTrade(
            House house, HubFocuser focuser, String name, States states, Rhythm rhythm) {
        this.focuser = focuser;
        this.name = name;
        this.pace = house.pace();
        this.motion = new MotionPanel(focuser, name, house.pace(), states, rhythm);
        this.gear = new GearPanel(focuser, name, states);
        this.settings = new SettingsPanel(focuser, name, states);
        var all =
                new ArrayList<Panel>(
                        List.of(
                                motion,
                                gear,
                                new PresetPanel(
                                        focuser,
                                        preset ->
                                                house.hub()
                                                        .filters(focuser.id())
                                                        .flatMap(known -> known.preset(preset)),
                                        name,
                                        states,
                                        motion),
                                new AirPanel(
                                        () -> AirPanel.Felt.by(focuser.state()),
                                        name,
                                        states,
                                        house.pace()),
                                settings,
                                new RunPanel(house.hub(), focuser, name, states)));
        house.hub()
                .compensation(focuser.id())
                .ifPresent(held -> all.add(new HoldPanel(held, name, states)));
        this.panels = List.copyOf(all);
    }

    static Device device(House house, HubFocuser focuser, String name) {
        var states = new States();
        var rhythm = new Rhythm();
        return new Device(
                new FocuserTrade(house, focuser, name, states, rhythm), house, states, rhythm);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int interfaces() {
        return focuser.state().weather().isPresent() ? FOCUSER | WEATHER : FOCUSER;
    }

    @Override
    public String driver() {
        return focuser.plan().driverId();
    }

    @Override
    public boolean simulated() {
        return focuser.plan().simulated();
    }

    @Override
    public Availability availability() {
        return focuser.state().availability();
    }

    @Override
    public void connect(Client who) throws DeviceException, InterruptedException {
        var end = pace.now().plus(TO_OPEN);
        while (true) {
            try {
                focuser.connect(who);
                return;
            } catch (DeviceException away) {
                boolean hopeless =
                        availability() instanceof Availability.Unavailable
                                || !pace.now().isBefore(end);
                if (hopeless) {
                    throw away;
                }
                // It is being opened just now.
                pace.pause(LOOK);
            }
        }
    }

    @Override
    public void disconnect(Client who) {
        focuser.disconnect(who);
    }

    @Override
    public List<Panel> panels() {
        return panels;
    }

    @Override
    public List<String> kept() {
        var names = new ArrayList<String>(gear.kept());
        names.add(PresetPanel.PRESETS);
        names.addAll(settings.kept());
        return names;
    }

    @Override
    public void forget(Client who) throws DeviceException {
        focuser.treat(
                FocuserSettings.unknown()
                        .withApproach(focuser.settings().approach())
                        .withStepMicrons(focuser.settings().stepMicrons()),
                who);
        gear.forget();
    }

    @Override
    public Optional<String> complaint() {
        return motion.complaint();
    }
}
