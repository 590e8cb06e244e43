package parfocal.cli;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import parfocal.cli.Configuration.Discovery;
import parfocal.cli.Configuration.Servers;

/// `[server]` of a configuration.
final class ServerSection {
    static final Set<String> KEYS = Set.of("http", "indi", "discovery", "lan", "password");

    private ServerSection() {}

    static Servers read(Table table) throws Misuse {
        Optional<HostPort> http = port(table, "http");
        Optional<HostPort> indi = port(table, "indi");
        Optional<String> discovery = table.text("discovery");
        boolean lan = table.flag("lan").orElse(false);
        Optional<String> password = table.text("password");
        table.requireNothingElse();
        if (password.isPresent() && !password.get().matches("[^:]+:.+")) {
            throw table.wrong("password", "is written \"USER:PASSWORD\"");
        }
        try {
            return new Servers(
                    http,
                    indi,
                    discovery.isPresent()
                            ? Optional.of(discovery(discovery.get()))
                            : Optional.empty(),
                    lan,
                    password);
        } catch (Misuse wrong) {
            throw table.said("discovery", wrong);
        }
    }

    private static Optional<HostPort> port(Table table, String key) throws Misuse {
        Optional<String> text = table.text(key);
        try {
            return text.isPresent()
                    ? Optional.of(HostPort.parse(key, text.get()))
                    : Optional.empty();
        } catch (Misuse wrong) {
            throw table.said(key, wrong);
        }
    }

    static Discovery discovery(String text) throws Misuse {
        return text.equals("off")
                ? new Discovery(OptionalInt.empty())
                : new Discovery(OptionalInt.of(HostPort.parse("discovery", text).port()));
    }
}
