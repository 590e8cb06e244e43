package parfocal.report;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds room for labels beside boxes, so that none lies on a box or on another label.
final class Labels {
    private final Rectangle2D picture;
    private final List<Rectangle2D> taken;

    Labels(double widthPixels, double heightPixels, List<Rectangle2D> boxes) {
        this.picture = new Rectangle2D.Double(0, 0, widthPixels, heightPixels);
        this.taken = new ArrayList<>(boxes);
    }

    /// Where the label of a box goes: to the right, below, to the left or above; empty when there is no room.
    Optional<Rectangle2D> place(Rectangle2D box, double width, double height) {
        double above = box.getY() - height - 2;
        double below = box.getMaxY() + 2;
        double right = box.getMaxX() + 2;
        double left = box.getX() - width - 2;
        double centred = box.getCenterX() - width / 2;
        Optional<Rectangle2D> place =
                List.<Rectangle2D>of(
                                new Rectangle2D.Double(right, box.getY() - 1, width, height),
                                new Rectangle2D.Double(
                                        right, box.getMaxY() - height, width, height),
                                new Rectangle2D.Double(centred, below, width, height),
                                new Rectangle2D.Double(left, box.getY() - 1, width, height),
                                new Rectangle2D.Double(centred, above, width, height))
                        .stream()
                        .filter(picture::contains)
                        .filter(free -> taken.stream().noneMatch(free::intersects))
                        .findFirst();
        place.ifPresent(taken::add);
        return place;
    }
}
