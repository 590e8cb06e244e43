/// What a run or a frame looks like to people and to other programs: plots, boxes on the picture, CSV, reports of N.I.N.A.
///
/// May import the maths and words below; knows no device.
@NullMarked
package parfocal.report;

import org.jspecify.annotations.NullMarked;
