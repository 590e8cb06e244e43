/// Tests of the filters: offsets that were measured against those that were put in, and wheels that are put back.
@NullMarked
package parfocal.filters;

import org.jspecify.annotations.NullMarked;
