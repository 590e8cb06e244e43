package parfocal.driver.astrolink;

import java.util.List;
import parfocal.driver.astrolink.AstroLinkCommand.Sheet;

/// What a FocuserLink or an AstroLink 4 may say. Fields are those behind the letter.
sealed interface AstroLinkReply {

    record Name(String name) implements AstroLinkReply {}

    record Firmware(String version) implements AstroLinkReply {}

    /// All readings, in one of three shapes; [AstroLinkReading] knows which field is which.
    record Status(List<String> fields) implements AstroLinkReply {
        public Status {
            fields = List.copyOf(fields);
        }
    }

    record Position(int steps) implements AstroLinkReply {}

    record Moving(boolean moving) implements AstroLinkReply {}

    record Settings(Sheet sheet, List<String> fields) implements AstroLinkReply {
        public Settings {
            fields = List.copyOf(fields);
        }
    }

    /// An order was heard. It does not mean that it is carried out.
    record Heard(char letter) implements AstroLinkReply {}

    record NotUnderstood(char letter) implements AstroLinkReply {}

    /// A line that answers no question of ours: noise, an echo, half a reply.
    record Other(String line) implements AstroLinkReply {}
}
