package parfocal.cli;

import java.util.Optional;
import java.util.OptionalInt;
import parfocal.cli.Configuration.Discovery;
import parfocal.cli.Configuration.Servers;

/// `[server]` of a configuration.
final class ServerSection {
    private ServerSection() {}

    static Servers read(Table table) throws Misuse {
        Optional<String> http = table.text("http");
        Optional<String> indi = table.text("indi");
        Optional<String> discovery = table.text("discovery");
        boolean lan = table.flag("lan").orElse(false);
        Optional<String> password = table.text("password");
        table.requireNothingElse();
        return new Servers(
                http.isPresent()
                        ? Optional.of(HostPort.parse("http", http.get()))
                        : Optional.empty(),
                indi.isPresent()
                        ? Optional.of(HostPort.parse("indi", indi.get()))
                        : Optional.empty(),
                discovery.isPresent() ? Optional.of(discovery(discovery.get())) : Optional.empty(),
                lan,
                password);
    }

    static Discovery discovery(String text) throws Misuse {
        return text.equals("off")
                ? new Discovery(OptionalInt.empty())
                : new Discovery(OptionalInt.of(HostPort.parse("discovery", text).port()));
    }
}
