@NullMarked
package parfocal.rig;

import org.jspecify.annotations.NullMarked;
