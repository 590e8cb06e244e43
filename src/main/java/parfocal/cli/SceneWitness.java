package parfocal.cli;

import java.util.ArrayList;
import java.util.List;
import parfocal.device.Camera;
import parfocal.device.DeviceException;
import parfocal.device.Shot;
import parfocal.driver.LearnsFromCounts.Witness;
import parfocal.image.Frame;

/// Sees by pictures whether a lens still moves: anything of contrast looks different when the focus has changed, whether it was sharp before or not.
///
/// Pictures are compared in cells, relative to their brightness, so that neither noise nor lamps that flicker count as movement. How much a scene
/// changes by itself, as by wind and noise, is learned from pictures of a lens at rest.
final class SceneWitness implements Witness {
    private static final int CELLS = 48;
    private static final int PICTURES_AT_REST = 5;

    /// Of pictures in which nothing has moved it is 1, give or take a tenth.
    private static final double MOVED = 1.6;

    /// Takes a picture.
    interface Eye {
        Frame picture() throws DeviceException, InterruptedException;
    }

    private final Eye eye;
    private double[] before = {};
    private double[] varianceAtRest = {};

    SceneWitness(Eye eye) {
        this.eye = eye;
    }

    static SceneWitness by(Camera camera, Shot shot) {
        return new SceneWitness(() -> camera.expose(shot));
    }

    @Override
    public void watch() throws DeviceException, InterruptedException {
        if (varianceAtRest.length == 0) {
            learnRest();
        }
        before = look();
    }

    @Override
    public boolean stood() throws DeviceException, InterruptedException {
        double[] now = look();
        double change = 0;
        for (int cell = 0; cell < now.length; cell++) {
            double difference = now[cell] - before[cell];
            change += difference * difference / (2 * varianceAtRest[cell]) / now.length;
        }
        before = now;
        return change < MOVED;
    }

    private void learnRest() throws DeviceException, InterruptedException {
        List<double[]> pictures = new ArrayList<>();
        for (int picture = 0; picture < PICTURES_AT_REST; picture++) {
            pictures.add(look());
        }
        int cells = pictures.getFirst().length;
        double[] variance = new double[cells];
        double all = 0;
        for (int cell = 0; cell < cells; cell++) {
            double mean = 0;
            for (double[] picture : pictures) {
                mean += picture[cell] / PICTURES_AT_REST;
            }
            for (double[] picture : pictures) {
                double off = picture[cell] - mean;
                variance[cell] += off * off / (PICTURES_AT_REST - 1);
            }
            all += variance[cell] / cells;
        }
        // Five pictures tell little of a single cell; leaves in the wind are still told from walls.
        for (int cell = 0; cell < cells; cell++) {
            variance[cell] = Math.max((variance[cell] + all) / 2, 1e-12);
        }
        varianceAtRest = variance;
    }

    /// The brightness of each cell, in that of the whole picture.
    private double[] look() throws DeviceException, InterruptedException {
        Frame frame = eye.picture();
        int width = frame.widthPixels() / CELLS;
        int height = frame.heightPixels() / CELLS;
        double[] cells = new double[CELLS * CELLS];
        double all = 0;
        for (int row = 0; row < CELLS; row++) {
            for (int column = 0; column < CELLS; column++) {
                double sum = 0;
                for (int y = row * height; y < (row + 1) * height; y++) {
                    for (int x = column * width; x < (column + 1) * width; x++) {
                        sum += frame.adu(x, y);
                    }
                }
                cells[row * CELLS + column] = sum;
                all += sum / cells.length;
            }
        }
        for (int cell = 0; cell < cells.length; cell++) {
            cells[cell] /= all;
        }
        return cells;
    }
}
