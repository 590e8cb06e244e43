/// The command line: commands, wiring by constructors, and the only code that prints to standard output.
///
/// May import everything; nothing imports it.
@NullMarked
package parfocal.cli;

import org.jspecify.annotations.NullMarked;
