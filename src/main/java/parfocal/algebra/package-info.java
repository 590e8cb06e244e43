/// Linear algebra of a handful of unknowns, for every floor: it knows nothing of telescopes.
///
/// `curve` and `thermal` have a library for theirs; a driver and the star measuring do without one.
@NullMarked
package parfocal.algebra;

import org.jspecify.annotations.NullMarked;
