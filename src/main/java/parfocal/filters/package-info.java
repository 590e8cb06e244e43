/// Filters of different glass: by how much each moves best focus, how that is measured, and focusing through the one that is bright.
///
/// A plane-parallel plate moves focus back by about a third of its thickness, so that filters of one set differ by tens of micrometres.
/// Offsets are measured by runs that alternate, and solved together by least squares; a move between two filters is the difference of
/// their offsets.
@NullMarked
package parfocal.filters;

import org.jspecify.annotations.NullMarked;
