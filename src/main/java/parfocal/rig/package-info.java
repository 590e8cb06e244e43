/// The simulated night: sky, telescope, camera and an emulated focuser behind its line, from one seed. It knows the truth.
///
/// May import all of the floors below; shares no code with `parfocal.stars`, which it is there to test.
@NullMarked
package parfocal.rig;

import org.jspecify.annotations.NullMarked;
