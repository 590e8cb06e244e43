package parfocal.history;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Locale;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// What a database said, in words of the house.
final class Trouble {
    private static final int PRIMARY_CODE = 0xFF;

    private Trouble() {}

    /// Why, as the end of a sentence without its stop.
    static String why(SQLException trouble) {
        if (trouble instanceof SQLiteException sqlite) {
            return switch (primary(sqlite)) {
                case SQLITE_FULL -> "the disk is full";
                case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM ->
                        "the file or its directory cannot be written";
                case SQLITE_BUSY, SQLITE_LOCKED -> "another program holds the file";
                case SQLITE_IOERR -> "the disk reports an error, or is full";
                case SQLITE_CORRUPT, SQLITE_NOTADB -> "the file is damaged";
                default -> oneLine(trouble);
            };
        }
        return oneLine(trouble);
    }

    /// Whether the file will never be right again.
    static boolean isDamage(SQLException trouble) {
        return trouble instanceof SQLiteException sqlite
                && switch (primary(sqlite)) {
                    case SQLITE_CORRUPT, SQLITE_NOTADB -> true;
                    default -> false;
                };
    }

    /// Whether the database refused a row for what stands in it, and will for ever.
    static boolean isOfTheRow(SQLException trouble) {
        if (trouble instanceof SQLiteException sqlite) {
            return switch (primary(sqlite)) {
                case SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_TOOBIG, SQLITE_RANGE -> true;
                default -> false;
            };
        }
        String state = String.valueOf(trouble.getSQLState());
        return state.startsWith("22") || state.startsWith("23");
    }

    /// Extended codes carry the plain one in their last byte.
    private static SQLiteErrorCode primary(SQLiteException trouble) {
        return SQLiteErrorCode.getErrorCode(trouble.getResultCode().code & PRIMARY_CODE);
    }

    private static String oneLine(SQLException trouble) {
        // Of a batch the first message repeats the statement; the next one says what happened.
        SQLException telling =
                trouble instanceof BatchUpdateException && trouble.getNextException() != null
                        ? trouble.getNextException()
                        : trouble;
        String words = String.valueOf(telling.getMessage()).strip().lines().findFirst().orElse("");
        return words.toLowerCase(Locale.ROOT).startsWith("fatal: ")
                ? words.substring("fatal: ".length())
                : words.replaceAll("[.]$", "");
    }
}
