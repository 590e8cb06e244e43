@NullMarked
package parfocal.cli;

import org.jspecify.annotations.NullMarked;
