package parfocal.server;

import org.eclipse.jetty.http.HttpField;
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

    private static String line(int code) {
        String name = HttpStatus.getMessage(code);
        return "%d %s%n".formatted(code, name);
    }
}
