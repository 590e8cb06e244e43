/// The benchmark: whole nights on simulated rigs, judged by the truth, beside a plain autofocus as others make it.
///
/// Lives here: the conditions a night can meet, one night, many nights at once, and what they add up to. Above `autofocus` and
/// `rig`, which do not know each other: here they meet. The only package below the command line that may use both.
@NullMarked
package parfocal.nights;

import org.jspecify.annotations.NullMarked;
