package parfocal.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import parfocal.driver.LearnsFromStars.Knowing;
import parfocal.report.Json;
import tools.jackson.databind.JsonNode;

/// What was learned of a simulated lens, beside what its keys really do.
///
/// @param far          true sizes of keys 1 to 7, in units of far key 1
/// @param worstPercent the largest error of all that were learned
/// @param worstKey     whose it is, such as `near key 7`
record LensTruth(List<Double> far, List<Double> near, double worstPercent, String worstKey) {

    /// @param learned the lens file
    static LensTruth of(Knowing lens, JsonNode learned) {
        double unit = lens.far().getFirst();
        List<Double> far = lens.far().stream().map(size -> size / unit).toList();
        List<Double> near = lens.near().stream().map(size -> size / unit).toList();
        double worst = -1;
        String whose = "";
        for (int key = 0; key < far.size(); key++) {
            double farError = Math.abs(learned.path("far").path(key).asDouble() / far.get(key) - 1);
            double nearError =
                    Math.abs(learned.path("near").path(key).asDouble() / near.get(key) - 1);
            if (Math.max(farError, nearError) > worst) {
                worst = Math.max(farError, nearError);
                whose = (farError > nearError ? "far" : "near") + " key " + (key + 1);
            }
        }
        return new LensTruth(far, near, 100 * worst, whose);
    }

    String sentence() {
        return String.format(
                Locale.ROOT,
                "TRUTH     This lens is simulated and knows: its keys move %s units far; the largest error is %.1f %%, of %s.",
                far.stream()
                        .map(size -> String.format(Locale.ROOT, "%.2f", size))
                        .collect(Collectors.joining(", ")),
                worstPercent,
                worstKey);
    }

    Json describe() {
        return new Json()
                .putTree("far", far)
                .putTree("near", near)
                .put("worstErrorPercent", worstPercent)
                .put("worstKey", worstKey);
    }
}
