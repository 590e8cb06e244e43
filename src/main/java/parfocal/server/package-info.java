/// The faces that other programs and people see over the network, and the one door through which the web ones are reached.
///
/// Lives here: [parfocal.server.WebDoor], the HTTP port with its limits and checks, and what all web faces share: [parfocal.server.Face],
/// [parfocal.server.Token], [parfocal.server.BasicLogin]. A face lives in a package of its own below and knows no other.
///
/// May import `parfocal.hub` and everything below. Javalin and Jetty stay in here.
@NullMarked
package parfocal.server;

import org.jspecify.annotations.NullMarked;
