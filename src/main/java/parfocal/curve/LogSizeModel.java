package parfocal.curve;

/// A curve through points that are known by their number: ln size as a function of a few parameters.
@FunctionalInterface
interface LogSizeModel {

    /// Number of the parameter that holds ln w in every model.
    int LOG_WIDTH = 1;

    /// @param gradient receives the derivative by each parameter
    /// @return ln size of the point under these parameters
    double logSize(int point, double[] parameters, double[] gradient);

    /// `x0, ln w, ln m` at the positions given.
    static LogSizeModel hyperbola(double[] positions) {
        return (point, parameters, gradient) ->
                Shape.hyperbola(positions[point], parameters, gradient);
    }

    /// `x0, ln w, ln m` and the parameter of the skew.
    static LogSizeModel skewed(double[] positions) {
        return (point, parameters, gradient) ->
                Shape.skewed(positions[point], parameters, gradient);
    }
}
