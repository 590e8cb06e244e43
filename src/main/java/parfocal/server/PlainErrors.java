package parfocal.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// What is wrong with a request that never reached a face, as one plain line: neither a page nor a trace.
final class PlainErrors extends ErrorHandler {
    private static final HttpField PLAIN =
            new HttpField(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        response.getHeaders().put(PLAIN);
        Content.Sink.write(response, true, line(code), callback);
    }

    @Override
    public ByteBuffer badMessageError(
            int status, @Nullable String reason, HttpFields.Mutable fields) {
        fields.put(PLAIN);
        return UTF_8.encode(line(status));
    }

    private static String line(int code) {
        String name = HttpStatus.getMessage(code);
        return "%d %s%n".formatted(code, name);
    }
}
