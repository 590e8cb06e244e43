package parfocal.cli;

import java.util.List;
import java.util.Optional;
import parfocal.link.Holder;
import parfocal.link.LocalServers;
import parfocal.link.LocalServers.Taken;
import parfocal.link.LocalServers.Transport;

/// Whether somebody else listens where the hub wants to.
final class ServerFindings {
    private static final int HTTP = 11_111;
    private static final int INDI = 7_624;
    private static final int DISCOVERY = 32_227;

    private ServerFindings() {}

    static List<Finding> of(LocalServers servers) {
        return List.of(
                tcp(
                        servers,
                        HTTP,
                        "Alpaca and the page",
                        "Another Alpaca server? Stop it, or give the hub another port: parfocal serve --http 11112."),
                tcp(
                        servers,
                        INDI,
                        "INDI",
                        "An indiserver, or KStars' own? Stop it, or give the hub another port: parfocal serve --indi 7625."),
                discovery(servers));
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
    private static Finding discovery(LocalServers servers) {
        String subject = "UDP %d".formatted(DISCOVERY);
        Optional<Taken> taken = servers.on(Transport.UDP, DISCOVERY);
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
