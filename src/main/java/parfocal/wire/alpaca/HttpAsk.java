package parfocal.wire.alpaca;

import java.time.Duration;
import java.util.Optional;

/// One HTTP request.
///
/// @param path   with query
/// @param accept what the answer may be
/// @param form   the body of a PUT; empty for a GET
/// @param interrupt what an interrupt does
/// @param limit  for all of it: connecting, asking, and the last byte of the answer
record HttpAsk(
        String path, String accept, Optional<String> form, Duration limit, Interrupt interrupt) {

    /// What an interrupt of the waiting thread does.
    enum Interrupt {
        /// The exchange is short: it is finished first, and the interrupt is still set afterwards.
        WAITS,
        /// The exchange may take long: it is given up.
        ENDS
    }

    static final String FORM = "application/x-www-form-urlencoded";

    String method() {
        return form.isPresent() ? "PUT" : "GET";
    }

    /// For messages, such as `PUT /api/v1/focuser/0/move`.
    @Override
    public String toString() {
        int query = path.indexOf('?');
        return method() + " " + (query < 0 ? path : path.substring(0, query));
    }
}
