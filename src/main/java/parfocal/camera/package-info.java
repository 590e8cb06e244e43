/// What stands round the focuser at the telescope and is reached through somebody else's server: frame sources behind
/// [parfocal.device.Camera], and the filter wheels and weather stations that such servers offer beside them.
///
/// May import `parfocal.wire`, `parfocal.link`, `parfocal.device`, `parfocal.image` and `parfocal.time`. Source of the protocols: ASCOM
/// Alpaca API Reference, version 12, and the interfaces `ICameraV4`, `IFilterWheelV3` and `IObservingConditionsV2`; INDI 1.7 and the habits
/// of libindi's drivers.
@NullMarked
package parfocal.camera;

import org.jspecify.annotations.NullMarked;
