/// What stands round the focuser at the telescope and is reached through somebody else's server: frame sources behind
/// [parfocal.device.Camera], and the filter wheels and weather stations that such servers offer beside them.
///
/// May import `parfocal.wire`, `parfocal.link`, `parfocal.device`, `parfocal.image` and `parfocal.time`. Source of the protocol: ASCOM
/// Alpaca API Reference, version 12, and the interfaces `ICameraV4`, `IFilterWheelV3` and `IObservingConditionsV2`.
@NullMarked
package parfocal.camera;

import org.jspecify.annotations.NullMarked;
