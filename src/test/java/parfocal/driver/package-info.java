/// The parts that emulators are made of, tested by themselves.
@NullMarked
package parfocal.driver;

import org.jspecify.annotations.NullMarked;
