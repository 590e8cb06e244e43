@NullMarked
package parfocal.nights;

import org.jspecify.annotations.NullMarked;
