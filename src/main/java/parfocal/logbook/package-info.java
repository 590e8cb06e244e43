/// Writes down what happens in the hub: feeds the history, keeps one readable log and one table of readings a night, and runs the
/// observer's own programs on events. It watches and never holds anybody up; when a disk is full it says so once and goes on.
///
/// May import `parfocal.hub`, `parfocal.history`, `parfocal.report` and what the hub's words are made of.
@NullMarked
package parfocal.logbook;

import org.jspecify.annotations.NullMarked;
