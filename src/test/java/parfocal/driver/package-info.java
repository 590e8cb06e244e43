/// The parts that drivers and emulators are made of, tested by themselves; and what the tests of all drivers have in common: a line
/// that is overheard, troubles on it, a real serial port, a driver of INDI.
@NullMarked
package parfocal.driver;

import org.jspecify.annotations.NullMarked;
