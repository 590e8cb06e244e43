/// See the package of the same name under `src/main`.
@NullMarked
package parfocal.driver.indi;

import org.jspecify.annotations.NullMarked;
