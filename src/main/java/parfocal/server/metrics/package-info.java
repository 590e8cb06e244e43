/// `/metrics`: how everything stands, for Prometheus and whatever else reads its text format.
/// Source of the format: <https://prometheus.io/docs/instrumenting/exposition_formats/>, version 0.0.4.
///
/// May import `parfocal.server` (the door) and `parfocal.hub`.
@NullMarked
package parfocal.server.metrics;

import org.jspecify.annotations.NullMarked;
