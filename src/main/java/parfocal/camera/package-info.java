/// Cameras and filter wheels behind the words of `parfocal.device`.
///
/// [parfocal.camera.IndiCamera] and [parfocal.camera.IndiFilterWheel] are those of any INDI server. May import `parfocal.wire`,
/// `parfocal.link`, `parfocal.image`, `parfocal.device` and `parfocal.time`.
@NullMarked
package parfocal.camera;

import org.jspecify.annotations.NullMarked;
