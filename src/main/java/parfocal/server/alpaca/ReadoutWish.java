package parfocal.server.alpaca;

import java.time.Duration;
import java.util.Optional;
import parfocal.device.CameraInfo;
import parfocal.device.Shot;

/// Binning and window as clients have set them, one number after the other, so that for a while they need not fit together.
///
/// @param startX in binned pixels, like the three after it
record ReadoutWish(int binX, int binY, int startX, int startY, int numX, int numY) {

    static ReadoutWish whole(CameraInfo info) {
        return new ReadoutWish(1, 1, 0, 0, info.widthPixels(), info.heightPixels());
    }

    ReadoutWish binX(int bin) {
        return new ReadoutWish(bin, binY, startX, startY, numX, numY);
    }

    ReadoutWish binY(int bin) {
        return new ReadoutWish(binX, bin, startX, startY, numX, numY);
    }

    ReadoutWish startX(int start) {
        return new ReadoutWish(binX, binY, start, startY, numX, numY);
    }

    ReadoutWish startY(int start) {
        return new ReadoutWish(binX, binY, startX, start, numX, numY);
    }

    ReadoutWish numX(int num) {
        return new ReadoutWish(binX, binY, startX, startY, num, numY);
    }

    ReadoutWish numY(int num) {
        return new ReadoutWish(binX, binY, startX, startY, numX, num);
    }

    /// @throws Refusal when the numbers do not fit the sensor or one another
    Shot shot(String camera, CameraInfo info, Duration exposure) throws Refusal {
        if (binX != binY) {
            throw Refusal.invalid(
                    "%s bins alike in both directions, not %d × %d.".formatted(camera, binX, binY));
        }
        int width = info.widthPixels() / binX;
        int height = info.heightPixels() / binX;
        boolean inside =
                startX >= 0
                        && startY >= 0
                        && numX > 0
                        && numY > 0
                        && (long) startX + numX <= width
                        && (long) startY + numY <= height;
        if (!inside) {
            throw Refusal.invalid(
                    "At binning %d %s has %d × %d pixels; %d × %d from (%d, %d) are no part of that."
                            .formatted(binX, camera, width, height, numX, numY, startX, startY));
        }
        boolean all = numX == width && numY == height;
        return new Shot(
                exposure,
                binX,
                all ? Optional.empty() : Optional.of(new Shot.Window(startX, startY, numX, numY)));
    }
}
