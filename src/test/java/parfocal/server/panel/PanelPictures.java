package parfocal.server.panel;

import com.microsoft.playwright.Page;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.imageio.ImageIO;
import parfocal.compensation.CompensationSettings;
import parfocal.hub.Client;
import parfocal.hub.FocuserSettings;
import parfocal.time.Pace;

/// Takes the pictures of `docs/panel`: each view on a screen, on a phone by day, and on a phone at night. Not part of the build:
/// `docs/panel/take.sh` starts it.
final class PanelPictures {
    private static final List<String> VIEWS =
            List.of("focus", "autofocus", "sensors", "charts", "devices", "more");
    private static final int HEIGHT = 860;
    private static final int GAP = 12;

    private record Shot(int widthPixels, String theme) {}

    private PanelPictures() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        try (var bench = new PanelBench(false);
                Chromium chromium = Chromium.open(1_180, HEIGHT)) {
            Page page = chromium.page(bench.url());
            prepare(bench, page);
            for (String view : VIEWS) {
                var parts = new ArrayList<BufferedImage>();
                for (Shot shot :
                        List.of(
                                new Shot(1_180, "dark"),
                                new Shot(390, "light"),
                                new Shot(390, "night"))) {
                    parts.add(take(page, view, shot));
                }
                Path file = directory.resolve(view + ".png");
                ImageIO.write(beside(parts), "png", file.toFile());
                System.out.printf("%s %d KB%n", file, Files.size(file) / 1024);
            }
        }
        Chromium.quit();
    }

    /// A focuser that somebody has worked with, a run that went well, an hour that became colder.
    private static void prepare(PanelBench bench, Page page) throws Exception {
        var who = new Client("panel", "");
        bench.focuser.treat(FocuserSettings.unknown().withStepMicrons(OptionalDouble.of(3)), who);
        for (var preset :
                Map.of("L 21 Nov", 5_200, "Ha 7 nm", 5_234, "Diagonal", 7_900).entrySet()) {
            bench.focuser.preset(preset.getKey(), Optional.of(preset.getValue()), who);
        }
        bench.focuser.connect(new Client("Alpaca", "N.I.N.A."));
        bench.focuser.connect(new Client("INDI", "KStars"));
        var held = bench.hub.compensation("main").orElseThrow();
        for (var point :
                Map.of(14.0, 5_340, 12.5, 5_287, 11.0, 5_241, 9.0, 5_170, 7.5, 5_119).entrySet()) {
            var _ = held.calculator().note(point.getKey(), point.getValue(), "L");
        }
        var _ = held.apply(Optional.of("L"), who);
        held.settle(held.settings().withMode(CompensationSettings.Mode.MANUAL), who);
        bench.focuser.note("Flats: 2.1 s at gain 100.\n");
        page.getByTestId("nav-charts").click();
        var _ = page.getByTestId("chart-every").selectOption("1");
        page.getByTestId("nav-autofocus").click();
        page.getByTestId("af-exposure").fill("0.01");
        page.getByTestId("af-start").click();
        for (double celsius = 10; celsius > 7; celsius -= 0.1) {
            bench.device.feel(OptionalDouble.of(celsius));
            bench.focuser.refresh();
            Pace.wall().pause(Duration.ofMillis(700));
        }
        bench.awaitRest();
    }

    private static BufferedImage take(Page page, String view, Shot shot)
            throws IOException, InterruptedException {
        page.setViewportSize(shot.widthPixels(), HEIGHT);
        page.getByTestId("nav-" + view).click();
        var _ = page.getByTestId("theme").selectOption(shot.theme());
        page.evaluate("scrollTo(0, 0)");
        page.mouse().move(1, 1);
        Pace.wall().pause(Duration.ofMillis(1_500));
        return ImageIO.read(new ByteArrayInputStream(page.screenshot()));
    }

    private static BufferedImage beside(List<BufferedImage> parts) {
        int width = parts.stream().mapToInt(part -> part.getWidth() + GAP).sum() - GAP;
        var whole = new BufferedImage(width, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = whole.createGraphics();
        int x = 0;
        for (BufferedImage part : parts) {
            graphics.drawImage(part, x, 0, null);
            x += part.getWidth() + GAP;
        }
        graphics.dispose();
        // Fewer shades of letter edges make half the file.
        for (int y = 0; y < HEIGHT; y++) {
            for (int i = 0; i < width; i++) {
                whole.setRGB(i, y, whole.getRGB(i, y) & 0xF8F8F8);
            }
        }
        return whole;
    }
}
