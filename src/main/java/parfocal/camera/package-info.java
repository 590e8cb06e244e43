/// What stands round the focuser at the telescope and is reached through somebody else's server: frame sources behind
/// [parfocal.device.Camera], and the filter wheels and weather stations that such servers offer beside them.
///
/// May import `parfocal.wire`, `parfocal.link`, `parfocal.device`, `parfocal.image` and `parfocal.time`. Sources of the protocols: ASCOM
/// Alpaca API Reference, version 12, with the interfaces `ICameraV4`, `IFilterWheelV3` and `IObservingConditionsV2`; INDI 1.7 with the
/// standard properties of its developers' manual.
@NullMarked
package parfocal.camera;

import org.jspecify.annotations.NullMarked;
