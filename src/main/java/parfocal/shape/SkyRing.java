package parfocal.shape;

/// The pixels of the sky around a star, gathered one by one.
final class SkyRing {
    private static final int FEWEST = 20;
    private static final double CLIP_SIGMAS = 3;

    /// Of a quarter of a normal distribution to the other.
    private static final double SIGMA_OF_QUARTILES = 0.7413;

    /// Where all pixels are alike the counts of a camera are still whole numbers.
    private static final double LEAST_SIGMA = 0.3;

    private final float[] values;
    private int count;

    SkyRing(int most) {
        values = new float[most];
    }

    void add(float value) {
        if (count < values.length) {
            values[count++] = value;
        }
    }

    boolean tooSmall() {
        return count < FEWEST;
    }

    /// Mean of what lies within three standard deviations of the median.
    double level() {
        double median = ranked(count / 2);
        double sigma =
                SIGMA_OF_QUARTILES * (ranked(3 * count / 4) - ranked(count / 4)) + LEAST_SIGMA;
        double sum = 0;
        int within = 0;
        for (int i = 0; i < count; i++) {
            if (Math.abs(values[i] - median) < CLIP_SIGMAS * sigma) {
                sum += values[i];
                within++;
            }
        }
        return sum / within;
    }

    /// The value that so many are smaller than; puts the values before and behind it to their sides (Hoare 1961).
    private float ranked(int rank) {
        int low = 0;
        int high = count - 1;
        while (low < high) {
            float pivot = values[(low + high) >>> 1];
            int left = low;
            int right = high;
            while (left <= right) {
                while (values[left] < pivot) {
                    left++;
                }
                while (values[right] > pivot) {
                    right--;
                }
                if (left <= right) {
                    float swapped = values[left];
                    values[left++] = values[right];
                    values[right--] = swapped;
                }
            }
            if (rank <= right) {
                high = right;
            } else if (rank >= left) {
                low = left;
            } else {
                break;
            }
        }
        return values[rank];
    }
}
