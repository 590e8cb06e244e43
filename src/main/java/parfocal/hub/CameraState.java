package parfocal.hub;

import java.util.Optional;

/// What a camera is doing.
///
/// @param availability whether it can be used
/// @param exposing     from the order to the frame
/// @param owner        who has it to himself, in words
/// @param frames       taken since the hub began; a new frame is a new number
/// @param trouble      why the last exposure gave no frame
public record CameraState(
        Availability availability,
        boolean exposing,
        Optional<String> owner,
        long frames,
        Optional<String> trouble) {}
