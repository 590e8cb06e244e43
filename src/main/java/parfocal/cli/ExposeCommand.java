package parfocal.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import parfocal.device.DeviceException;
import parfocal.device.Focuser;
import parfocal.image.Fits;
import parfocal.image.FitsException;
import parfocal.image.Frame;
import parfocal.link.WireLog;
import parfocal.motion.Limits;
import parfocal.motion.Settling;
import parfocal.motion.SettlingSettings;
import parfocal.rig.Rig;
import parfocal.time.VirtualPace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "expose",
        mixinStandardHelpOptions = true,
        description =
                "Takes one frame on a simulated rig, at a position reached upward or downward, and keeps it as FITS.",
        footer = {
            "",
            "Example: parfocal expose --rig refractor-toa150 --set bahtinov=true --at 640 star-640.fits"
        })
final class ExposeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "F.fits", description = "Where to keep the frame.")
    private Path file = Path.of("frame.fits");

    @Mixin private NightOptions night = new NightOptions();

    @Option(
            names = "--at",
            paramLabel = "STEPS",
            description = "Where the focuser shall stand. Default: where the night begins.")
    private @Nullable Integer positionSteps;

    @Option(
            names = "--via",
            paramLabel = "STEPS",
            description = "Passed on the way there, for the direction of the last part.")
    private @Nullable Integer viaSteps;

    @Option(
            names = "--exposure",
            paramLabel = "SECONDS",
            description = "Default: ${DEFAULT-VALUE}.")
    private double exposureSeconds = 4;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Refusal, Misuse, InterruptedException {
        Output.requireWritable(file, ".fits", ".fit");
        VirtualPace pace = SimulatedNight.nightfall();
        Rig rig = night.rig(pace);
        PrintWriter out = spec.commandLine().getOut();
        try (Focuser device = rig.connectFocuser(WireLog.none());
                var focuser =
                        new Settling(
                                new Limits(device, device.travel()),
                                pace,
                                SettlingSettings.defaults())) {
            if (viaSteps != null) {
                focuser.moveTo(viaSteps);
            }
            if (positionSteps != null) {
                focuser.moveTo(positionSteps);
            }
            Frame frame = rig.camera().expose(Exposure.ofSeconds(exposureSeconds));
            int stands = focuser.status().positionSteps();
            var keywords = new TreeMap<>(frame.keywords());
            keywords.put("FOCUSPOS", Integer.toString(stands));
            Fits.write(file, frame.with(keywords));
            out.printf(
                    "%s: %d × %d pixels at %d; the rig knows: %+.1f steps from best focus.%n",
                    file.getFileName(),
                    frame.widthPixels(),
                    frame.heightPixels(),
                    stands,
                    rig.trueDefocusSteps());
        } catch (DeviceException trouble) {
            throw new Refusal(trouble.fault().message(), trouble);
        } catch (FitsException trouble) {
            throw new Refusal(String.valueOf(trouble.getMessage()), trouble);
        }
        return Parfocal.DONE;
    }
}
