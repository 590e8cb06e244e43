/// What happened, kept: readings of every focuser, moves with who ordered them, runs, notes and points for the calculator of temperature
/// compensation. In one SQLite file, or in a PostgreSQL for observatories with many rigs; the same schema and the same questions.
///
/// [parfocal.history.History] never makes a focuser wait: facts go into a queue, one thread writes them, and a full disk or a lost
/// database is said once and recovered from. The only package with SQL.
///
/// May import `parfocal.time`; knows nothing of the hub.
@NullMarked
package parfocal.history;

import org.jspecify.annotations.NullMarked;
