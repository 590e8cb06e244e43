package parfocal.server.panel;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.UnauthorizedResponse;
import java.util.Optional;
import parfocal.hub.Client;
import parfocal.server.Token;

/// Who may do what: the page itself and programs may ask and move; whoever changes settings or wiring of a hub that is open to the
/// network shows its token.
final class Gate {
    private final Token token;
    private final boolean tokenWanted;

    Gate(Token token, boolean tokenWanted) {
        this.token = token;
        this.tokenWanted = tokenWanted;
    }

    boolean tokenWanted() {
        return tokenWanted;
    }

    /// A browser says from which page a request comes, also where it sends no Origin: pictures and scripts that other pages ask for.
    static void requireOwnPage(Context context) {
        String site = Optional.ofNullable(context.header("Sec-Fetch-Site")).orElse("none");
        if (!site.equals("same-origin") && !site.equals("none")) {
            throw new ForbiddenResponse("Requests from pages of other sites are not answered.");
        }
    }

    void requireToken(Context context) {
        if (!tokenWanted || token.isShownBy(context)) {
            return;
        }
        boolean shown =
                context.header("Authorization") != null
                        || context.header("X-Parfocal-Token") != null;
        if (!shown) {
            throw new UnauthorizedResponse(
                    "This changes settings and wants the hub's token; `parfocal token` shows it.");
        }
        throw new ForbiddenResponse(
                "That is not the hub's token; `parfocal token` on the hub's computer shows it.");
    }

    /// The command line introduces itself; everybody else is the page or a script.
    static Client who(Context context) {
        String given = Optional.ofNullable(context.header("X-Parfocal-Client")).orElse("panel");
        String face = given.matches("[A-Za-z0-9 ._-]{1,40}") ? given : "panel";
        return new Client(face, context.ip().equals("127.0.0.1") ? "" : context.ip());
    }
}
