/// The hub's own JSON under `/api/parfocal/v1`: what the page, the command line and scripts use. Names there are a contract, described at
/// `/api/parfocal/openapi.json`.
///
/// May import `parfocal.server` (the door), `parfocal.hub`, `parfocal.report` and what the hub's words are made of.
@NullMarked
package parfocal.server.panel;

import org.jspecify.annotations.NullMarked;
