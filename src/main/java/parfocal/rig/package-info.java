/// The simulated night: sky, telescope, camera and an emulated focuser behind its line, all from one seed.
///
/// Lives here: the catalogue of rigs, the scene settings that `--set` reaches, the renderer, and the truth about best focus.
/// May import `parfocal.driver`, `parfocal.link`, `parfocal.device`, `parfocal.image` and `parfocal.time`. Shares no code with
/// `parfocal.stars`, which it is there to test.
///
/// Physics: geometric defocus disc of diameter `Δ/N` with central obstruction, convolved with a Moffat profile (Moffat 1969,
/// A&A 3, 455; wings after Trujillo et al. 2001, MNRAS 328, 977), integrated over square pixels; star counts by a power law;
/// shot, sky and read noise.
@NullMarked
package parfocal.rig;

import org.jspecify.annotations.NullMarked;
