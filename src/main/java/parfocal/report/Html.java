package parfocal.report;

import java.util.List;
import java.util.stream.Collectors;

/// Pieces of a page, written so that what stands in a record cannot become markup.
final class Html {
    private final StringBuilder page = new StringBuilder();

    /// Markup as it is.
    Html raw(String markup) {
        page.append(markup).append('\n');
        return this;
    }

    Html heading(String text) {
        return raw("<h2>" + escaped(text) + "</h2>");
    }

    Html paragraph(String text) {
        return raw("<p>" + escaped(text) + "</p>");
    }

    /// A word of weight and what it is about, as `PROOF  Stars are …`.
    Html labelled(String label, String text) {
        return raw("<p><b>" + escaped(label) + "</b> " + escaped(text) + "</p>");
    }

    /// @param caption what is in it, for those who hear the page
    /// @param rows    as many cells each as there are columns; the first of each row names it
    Html table(String caption, List<String> columns, List<List<String>> rows) {
        raw("<div class='wide'><table><caption>" + escaped(caption) + "</caption>");
        raw(
                columns.stream()
                        .map(column -> "<th scope='col'>" + escaped(column) + "</th>")
                        .collect(Collectors.joining("", "<thead><tr>", "</tr></thead><tbody>")));
        for (List<String> row : rows) {
            raw(
                    row.stream()
                            .skip(1)
                            .map(cell -> "<td>" + escaped(cell) + "</td>")
                            .collect(
                                    Collectors.joining(
                                            "",
                                            "<tr><th scope='row'>"
                                                    + escaped(row.getFirst())
                                                    + "</th>",
                                            "</tr>")));
        }
        return raw("</tbody></table></div>");
    }

    static String escaped(String text) {
        return SvgCanvas.escaped(text).replace("'", "&#39;").replace("\"", "&quot;");
    }

    @Override
    public String toString() {
        return page.toString();
    }
}
