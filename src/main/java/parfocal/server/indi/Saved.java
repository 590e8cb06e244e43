package parfocal.server.indi;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import parfocal.wire.indi.IndiLimits;
import parfocal.wire.indi.IndiMessage.NewVector;
import parfocal.wire.indi.IndiParser;
import parfocal.wire.indi.IndiSyntaxException;
import parfocal.wire.indi.IndiWriter;
import parfocal.wire.indi.Item;
import parfocal.wire.indi.Member;
import parfocal.wire.indi.Property;
import parfocal.wire.indi.PropertyKind;
import parfocal.wire.indi.Value;

/// What `CONFIG_SAVE` keeps of a device: orders, one after another, that bring its settings about again.
///
/// @param file empty where nothing is kept beyond the program's end
record Saved(Optional<Path> file) {

    void save(List<Property> properties) throws Unfit {
        Path target = required();
        var orders = new ByteArrayOutputStream();
        try {
            for (Property property : properties) {
                List<Item> items =
                        property.members().stream()
                                .filter(member -> isWorthSaying(property, member))
                                .map(member -> new Item(member.name(), member.value()))
                                .toList();
                if (!items.isEmpty()) {
                    IndiWriter.write(
                            new NewVector(
                                    property.kind(), property.device(), property.name(), items),
                            orders);
                }
            }
            Path fresh = target.resolveSibling(target.getFileName() + ".new");
            Path folder = target.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.write(fresh, orders.toByteArray());
            Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw unusable("written", failed);
        }
    }

    /// @throws Unfit when there is nothing, or nothing that can be read
    List<NewVector> load(String device) throws Unfit {
        Path source = required();
        if (!Files.exists(source)) {
            throw new Unfit(
                    "Nothing is saved for %s. Save its configuration first.".formatted(device));
        }
        var orders = new ArrayList<NewVector>();
        try {
            new IndiParser(IndiLimits.ofAServer())
                    .feed(
                            Files.readAllBytes(source),
                            message -> {
                                if (message instanceof NewVector order) {
                                    orders.add(order);
                                }
                            });
        } catch (IOException | IndiSyntaxException failed) {
            throw unusable("read", failed);
        }
        return orders;
    }

    void purge() throws Unfit {
        try {
            Files.deleteIfExists(required());
        } catch (IOException failed) {
            throw unusable("deleted", failed);
        }
    }

    /// Of switches only the one that is on.
    private static boolean isWorthSaying(Property property, Member member) {
        return property.kind() != PropertyKind.SWITCH
                || (member.value() instanceof Value.Switch(boolean on) && on);
    }

    private Path required() throws Unfit {
        return file.orElseThrow(() ->
                new Unfit("This hub has no data directory; what is set lasts until it ends."));
    }

    private Unfit unusable(String what, Exception why) {
        return new Unfit(
                "%s cannot be %s: %s".formatted(file.orElseThrow(), what, why.getMessage()));
    }
}
