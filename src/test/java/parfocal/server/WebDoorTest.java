package parfocal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parfocal.server.RawHttp.Reply;
import parfocal.time.Pace;

final class WebDoorTest {
    private static final Face HELLO =
            routes -> {
                routes.get("/hello", context -> context.result("hello"));
                routes.put("/echo", context -> context.result(context.body()));
                routes.get(
                        "/fault",
                        _ -> {
                            throw new IllegalStateException("secret inside");
                        });
            };

    @Test
    void aHeaderOf200KilobytesIsRefusedWithALineOfText() throws Exception {
        try (WebDoor door = open();
                var attacker = new RawHttp(door.port());
                var honest = new RawHttp(door.port())) {
            Reply refused = attacker.get("/hello", "X-Long: " + "a".repeat(200_000));

            assertThat(refused.status()).isEqualTo(431);
            assertThat(refused.contentType()).startsWith("text/plain");
            assertThat(refused.text()).isEqualTo("431 Request Header Fields Too Large\n");
            assertThat(honest.get("/hello").text()).isEqualTo("hello");
        }
    }

    @Test
    void aBodyOfMoreThan64KilobytesIsRefusedWhetherAnnouncedOrNot() throws Exception {
        try (WebDoor door = open();
                var announced = new RawHttp(door.port());
                var chunked = new RawHttp(door.port())) {
            assertThat(announced.put("/echo", "a".repeat(65_536)).status()).isEqualTo(200);
            assertThat(announced.put("/echo", "a".repeat(65_537)).status()).isEqualTo(413);

            chunked.send(
                    "PUT /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n11170\r\n"
                            + "a".repeat(70_000)
                            + "\r\n0\r\n\r\n");
            assertThat(chunked.reply().status()).isEqualTo(413);
        }
    }

    @Test
    void aThousandIdleConnectionsAndAHalfSentRequestHurtNobodyElse() throws Exception {
        DoorSettings settings = DoorSettings.loopback(0).withMostConnections(200);
        try (WebDoor door = WebDoor.open(settings, List.of(HELLO));
                var honest = new RawHttp(door.port());
                var half = new RawHttp(door.port())) {
            assertThat(honest.get("/hello").status()).isEqualTo(200);
            half.send("PUT /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nhal");
            var idle = new ArrayList<Socket>();
            Instant began = Pace.wall().now();
            try {
                for (int i = 0; i < 1_000; i++) {
                    idle.add(new Socket(InetAddress.getLoopbackAddress(), door.port()));
                    if (i % 100 == 0) {
                        assertThat(honest.get("/hello").status()).isEqualTo(200);
                    }
                }
                try (var newcomer = new RawHttp(door.port())) {
                    assertThat(newcomer.get("/hello").text()).isEqualTo("hello");
                }
                assertThat(honest.get("/hello").text()).isEqualTo("hello");
            } finally {
                for (Socket socket : idle) {
                    socket.close();
                }
            }
            assertThat(Duration.between(began, Pace.wall().now()))
                    .isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void aConnectionThatSaysNothingIsClosed() throws Exception {
        DoorSettings settings = DoorSettings.loopback(0).withIdle(Duration.ofMillis(200));
        try (WebDoor door = WebDoor.open(settings, List.of(HELLO));
                var silent = new Socket(InetAddress.getLoopbackAddress(), door.port())) {
            silent.setSoTimeout(5_000);

            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "evil.example:11111", "192.0.2.7", "localhost.evil.example"})
    void aNameThatIsNotOursIsRefused(String host) throws Exception {
        try (WebDoor door = open();
                var http = new RawHttp(door.port())) {
            Reply refused = http.get("/hello", "Host: " + host);

            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.text()).contains(host);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:5", "127.0.0.1", "[::1]:11111", "shed.example"})
    void ourOwnNamesAreAnswered(String host) throws Exception {
        DoorSettings settings =
                DoorSettings.loopback(0).withNames(java.util.Set.of("shed.example"));
        try (WebDoor door = WebDoor.open(settings, List.of(HELLO));
                var http = new RawHttp(door.port())) {
            assertThat(http.get("/hello", "Host: " + host).status()).isEqualTo(200);
        }
    }

    @Test
    void aPageFromElsewhereGetsNothingAndNoWordOfCors() throws Exception {
        try (WebDoor door = open();
                var http = new RawHttp(door.port())) {
            for (String origin :
                    new String[] {
                        "http://evil.example", "null", "https://localhost.evil.example"
                    }) {
                Reply refused = http.put("/echo", "a", "Origin: " + origin);
                assertThat(refused.status()).as(origin).isEqualTo(403);
                assertThat(refused.headers()).doesNotContainKey("access-control-allow-origin");
            }
            assertThat(http.put("/echo", "a", "Host: localhost", "Origin: http://localhost").text())
                    .isEqualTo("a");
            Reply preflight =
                    http.exchange("OPTIONS", "/echo", "", "Access-Control-Request-Method: PUT");
            assertThat(preflight.status()).isBetween(400, 499);
            assertThat(preflight.headers()).doesNotContainKey("access-control-allow-methods");
        }
    }

    @Test
    void aFaultOfOurOwnShowsNothingOfTheInside() throws Exception {
        try (WebDoor door = open();
                var http = new RawHttp(door.port())) {
            Reply fault = http.get("/fault");

            assertThat(fault.status()).isEqualTo(500);
            assertThat(fault.contentType()).startsWith("text/plain");
            assertThat(fault.text())
                    .isEqualTo(
                            "Parfocal met a fault of its own (IllegalStateException). Please report it, with the log.");
        }
    }

    @Test
    void nonsenseInPlaceOfARequestIsRefusedInPlainText() throws Exception {
        try (WebDoor door = open();
                var http = new RawHttp(door.port())) {
            http.send("alpaca\r\n\r\n");

            Reply refused = http.reply();
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.text()).isEqualTo("400 Bad Request\n");
        }
    }

    @Test
    void aTakenPortIsSaidInASentence() throws Exception {
        try (WebDoor door = open()) {
            assertThatThrownBy(
                            () -> WebDoor.open(DoorSettings.loopback(door.port()), List.of(HELLO)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(
                            "Port %d of 127.0.0.1 cannot be opened".formatted(door.port()));
        }
    }

    private static WebDoor open() throws IOException {
        return WebDoor.open(DoorSettings.loopback(0), List.of(HELLO));
    }
}
