/// What holds for the program as a whole: its floors, its drivers' contract, its nights.
@NullMarked
package parfocal;

import org.jspecify.annotations.NullMarked;
