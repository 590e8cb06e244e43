package parfocal.history;

/// Something that happened to a focuser.
public sealed interface FocuserFact extends Fact permits Reading, Move, Run, Note, Points {

    /// The focuser's id in its hub.
    String focuserId();
}
