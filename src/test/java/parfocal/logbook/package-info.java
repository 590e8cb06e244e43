@NullMarked
package parfocal.logbook;

import org.jspecify.annotations.NullMarked;
