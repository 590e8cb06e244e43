@NullMarked
package parfocal.time;

import org.jspecify.annotations.NullMarked;
