package parfocal.server.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import parfocal.server.RawHttp;

/// Whoever should not, changes nothing and reads nothing.
final class AccessTest {
    private static final String ROOT = "/api/parfocal/v1";

    private final PanelBench bench;
    private final RawHttp http;

    AccessTest() throws IOException, InterruptedException {
        bench = new PanelBench(true);
        http = new RawHttp(bench.port());
    }

    @AfterEach
    void close() throws IOException {
        http.close();
        bench.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://evil.example",
                "Origin: null",
                "Host: rebound.example:11111",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site"
            })
    void aPageFromElsewhereMovesNothingAndReadsNothing(String header) throws Exception {
        RawHttp.Reply order =
                http.exchange(
                        "POST", ROOT + "/focusers/main/move", "{\"positionSteps\":6000}", header);
        RawHttp.Reply question = http.get(ROOT + "/status", header);

        assertThat(order.status()).isEqualTo(403);
        assertThat(question.status()).isEqualTo(403);
        assertThat(question.text()).doesNotContain("Main focuser");
        assertThat(bench.focuser.state().targetSteps()).isEmpty();
        assertThat(bench.deviceSteps()).isEqualTo(5_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    /focusers/main/settings  | {"setting":"maximum-steps","value":"100"}
                    /focusers/main/treatment | {"maximumSteps":100}
                    /devices/add             | {"kind":"rig","name":"sct-c11"}
                    /devices/remove          | {"kind":"rig","name":"main"}
                    /devices/ask             | {"driver":"moonlite","address":"/dev/ttyS0"}
                    /token                   | {}
                    """)
    void settingsAndWiringOfAnOpenHubWantTheToken(String path, String body) throws Exception {
        assertThat(http.exchange("POST", ROOT + path, body).status()).isEqualTo(401);
        assertThat(http.exchange("POST", ROOT + path, body, "X-Parfocal-Token: guess").status())
                .isEqualTo(403);
        assertThat(bench.focuser.settings().limits()).isEmpty();
        assertThat(bench.focuser.state().travel().maximumSteps()).isEqualTo(10_000);
        assertThat(bench.wired).isEmpty();
    }

    @Test
    void theStreamIsClosedToOtherPages() throws Exception {
        assertThat(
                        http.get(
                                        ROOT + "/events/socket",
                                        "Upgrade: websocket",
                                        "Connection: Upgrade",
                                        "Sec-WebSocket-Version: 13",
                                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                                        "Origin: http://evil.example")
                                .status())
                .isEqualTo(403);
        assertThat(
                        http.get(
                                        ROOT + "/events",
                                        "Accept: text/event-stream",
                                        "Sec-Fetch-Site: cross-site")
                                .status())
                .isEqualTo(403);
    }

    @Test
    void theTokenOpensThem() throws Exception {
        RawHttp.Reply reply =
                http.exchange(
                        "POST",
                        ROOT + "/focusers/main/treatment",
                        "{\"minimumSteps\":0,\"maximumSteps\":9000}",
                        "X-Parfocal-Token: " + bench.token.text());

        assertThat(reply.status()).isEqualTo(202);
        assertThat(bench.focuser.state().travel().maximumSteps()).isEqualTo(9_000);
    }

    @Test
    void thePageRunsNothingButItsOwnScripts() throws Exception {
        assertThat(http.get("/").headers())
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("cross-origin-resource-policy", "same-origin")
                .hasEntrySatisfying(
                        "content-security-policy",
                        policy ->
                                assertThat(policy)
                                        .contains(
                                                "default-src 'none'",
                                                "script-src 'self'",
                                                "frame-ancestors 'none'")
                                        .doesNotContain("unsafe"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/panel/PanelFace.class",
                "/panel/package-info.class",
                "/panel/..%2f..%2fserver%2fpanel%2findex.html",
                "/panel/nothing.js",
                "/panel/"
            })
    void onlyThePagesOwnFilesAreServed(String path) throws Exception {
        assertThat(http.get(path).status()).isIn(400, 404);
    }

    @Test
    void aFileThatTheBrowserHasIsNotSentAgain() throws Exception {
        String tag = http.get("/panel/main.js").headers().getOrDefault("etag", "");

        assertThat(http.get("/panel/main.js", "If-None-Match: " + tag).status()).isEqualTo(304);
    }
}
