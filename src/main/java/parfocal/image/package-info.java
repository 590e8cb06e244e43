/// Pictures as numbers: a [parfocal.image.Frame] in ADU, and FITS in and out.
///
/// May import nothing of ours. Source of the file format: the FITS standard 4.0 (IAU FITS Working Group, 2018); nom-tam-fits
/// reads and writes it, and is used nowhere else.
@NullMarked
package parfocal.image;

import org.jspecify.annotations.NullMarked;
