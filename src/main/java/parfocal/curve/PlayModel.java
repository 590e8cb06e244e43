package parfocal.curve;

/// Where the tube stands when the play is known: the play operator for points known by their number.
@FunctionalInterface
interface PlayModel {

    /// @return what to add to the point's reported position, in the unit of the play
    double offset(int point, double play);
}
