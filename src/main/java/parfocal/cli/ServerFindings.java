package parfocal.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import parfocal.link.Holder;
import parfocal.link.LocalServers;
import parfocal.link.LocalServers.Taken;
import parfocal.link.LocalServers.Transport;

/// Whether somebody else listens where the hub wants to.
final class ServerFindings {
    static final int HTTP = 11_111;
    static final int INDI = 7_624;
    static final int DISCOVERY = 32_227;

    private ServerFindings() {}

    /// Of the ports that the configuration names, or else the usual ones; a server that is switched off needs none.
    static List<Finding> of(LocalServers servers, Configuration configuration) {
        int http = configuration.http().map(HostPort::port).orElse(HTTP);
        int indi = configuration.indi().map(HostPort::port).orElse(INDI);
        var findings = new ArrayList<Finding>();
        findings.add(
                tcp(
                        servers,
                        http,
                        "Alpaca and the page",
                        "Another Alpaca server? Stop it, or give the hub another port: parfocal serve --http %d."
                                .formatted(http + 1)));
        findings.add(
                tcp(
                        servers,
                        indi,
                        "INDI",
                        "An indiserver, or KStars' own? Stop it, or give the hub another port: parfocal serve --indi %d."
                                .formatted(indi + 1)));
        Optional<Configuration.Discovery> discovery = configuration.discovery();
        if (discovery.isEmpty() || discovery.get().port().isPresent()) {
            findings.add(
                    discovery(
                            servers,
                            discovery
                                    .map(asked -> asked.port().orElse(DISCOVERY))
                                    .orElse(DISCOVERY)));
        }
        return findings;
    }

    /// Whether it is ours already.
    static boolean hubRuns(LocalServers servers, Configuration configuration) {
        return servers.on(Transport.TCP, configuration.http().map(HostPort::port).orElse(HTTP))
                .filter(ServerFindings::isOurs)
                .isPresent();
    }

    private static Finding tcp(LocalServers servers, int port, String what, String cure) {
        String subject = "TCP %d".formatted(port);
        Optional<Taken> taken = servers.on(Transport.TCP, port);
        if (taken.isEmpty()) {
            return Finding.ok(subject, "is free for %s.".formatted(what));
        }
        return isOurs(taken.get())
                ? Finding.ok(subject, "is served by Parfocal: %s.".formatted(who(taken.get())))
                : Finding.trouble(
                        subject,
                        "is wanted for %s and taken by %s. %s"
                                .formatted(what, who(taken.get()), cure));
    }

    /// This port is made to be shared, by all who ask the system for sharing.
    private static Finding discovery(LocalServers servers, int port) {
        String subject = "UDP %d".formatted(port);
        Optional<Taken> taken = servers.on(Transport.UDP, port);
        if (taken.isEmpty()) {
            return Finding.ok(subject, "is free for Alpaca discovery.");
        }
        return isOurs(taken.get())
                ? Finding.ok(subject, "is served by Parfocal: %s.".formatted(who(taken.get())))
                : Finding.warning(
                        subject,
                        ("(Alpaca discovery) is used by %s. Servers usually share it; if programs do not find the hub,"
                                        + " type its address into them.")
                                .formatted(who(taken.get())));
    }

    private static boolean isOurs(Taken taken) {
        return !taken.holders().isEmpty() && taken.holders().stream().allMatch(Holder::isParfocal);
    }

    private static String who(Taken taken) {
        return taken.holders().isEmpty()
                ? "a program that the system does not show to this user"
                : String.join(", ", taken.holders().stream().map(Holder::toString).toList());
    }
}
