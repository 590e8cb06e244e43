package parfocal.server.alpaca;

import java.util.List;

/// The few pieces of HTML that the setup pages need. Everything that comes from outside is escaped here.
final class Html {
    private final StringBuilder page = new StringBuilder();

    private Html() {}

    static Html page(String title) {
        var html = new Html();
        html.page
                .append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width\">")
                .append("<title>%s</title></head><body>\n".formatted(escaped(title)));
        return html.heading(title);
    }

    Html heading(String text) {
        page.append("<h1>%s</h1>\n".formatted(escaped(text)));
        return this;
    }

    Html part(String text) {
        page.append("<h2>%s</h2>\n".formatted(escaped(text)));
        return this;
    }

    Html text(String text) {
        page.append("<p>%s</p>\n".formatted(escaped(text)));
        return this;
    }

    /// What has just happened, read out by screen readers.
    Html outcome(String text) {
        page.append("<p role=\"status\"><strong>%s</strong></p>\n".formatted(escaped(text)));
        return this;
    }

    Html link(String address, String text) {
        page.append("<p><a href=\"%s\">%s</a></p>\n".formatted(escaped(address), escaped(text)));
        return this;
    }

    /// A form that is posted to the page it is on.
    Html beginForm() {
        page.append("<form method=\"post\">\n");
        return this;
    }

    Html endForm(String button) {
        page.append("<p><button>%s</button></p></form>\n".formatted(escaped(button)));
        return this;
    }

    Html field(String name, String label, String value) {
        page.append(
                "<p><label>%s<br><input name=\"%s\" value=\"%s\"></label></p>\n"
                        .formatted(escaped(label), escaped(name), escaped(value)));
        return this;
    }

    Html secret(String name, String label) {
        page.append(
                "<p><label>%s<br><input type=\"password\" name=\"%s\" autocomplete=\"current-password\"></label></p>\n"
                        .formatted(escaped(label), escaped(name)));
        return this;
    }

    Html choice(String name, String label, List<String> words, String present) {
        page.append(
                "<p><label>%s<br><select name=\"%s\">".formatted(escaped(label), escaped(name)));
        for (String word : words) {
            page.append(
                    "<option%s>%s</option>"
                            .formatted(word.equals(present) ? " selected" : "", escaped(word)));
        }
        page.append("</select></label></p>\n");
        return this;
    }

    String end() {
        return page.append("</body></html>\n").toString();
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
