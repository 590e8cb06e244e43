package parfocal.server.metrics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.OptionalDouble;

/// Measurements as Prometheus reads them. All samples of one name stand together, under their help and type.
final class MetricsText {
    // Enough for a time in seconds with its thousandths.
    private static final MathContext DIGITS = new MathContext(13);

    private final StringBuilder text = new StringBuilder();
    private String family = "";

    /// Begins a family of samples.
    ///
    /// @param type `gauge` or `counter`
    /// @param help without a line break
    MetricsText family(String name, String type, String help) {
        family = name;
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        return this;
    }

    /// One sample of the family; an absent value is no sample.
    ///
    /// @param labels names and values in turn
    MetricsText sample(OptionalDouble value, String... labels) {
        if (value.isEmpty() || !Double.isFinite(value.getAsDouble())) {
            return this;
        }
        text.append(family);
        for (int i = 0; i < labels.length; i += 2) {
            text.append(i == 0 ? '{' : ',')
                    .append(labels[i])
                    .append("=\"")
                    .append(escaped(labels[i + 1]))
                    .append('"');
        }
        if (labels.length > 0) {
            text.append('}');
        }
        text.append(' ').append(number(value.getAsDouble())).append('\n');
        return this;
    }

    MetricsText sample(double value, String... labels) {
        return sample(OptionalDouble.of(value), labels);
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static String number(double value) {
        return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }
}
