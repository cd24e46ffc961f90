#include "core/devserver/Pages.h"

#include "core/devserver/HttpText.h"
#include "core/devserver/TryRoutes.h"

#include <QCryptographicHash>
#include <QLocale>

namespace ferry::devserver {

namespace {

constexpr int listedFiles = 200;
constexpr qsizetype shownValue = 2'000;

const QByteArray &style()
{
    static const QByteArray css = R"(
:root{color-scheme:light dark;--bg:#f7f7f5;--card:#fff;--ink:#1c1e21;--soft:#5c6370;--line:#dcdde0;--accent:#0b63ce;--on:#fff}
@media(prefers-color-scheme:dark){:root{--bg:#17191c;--card:#1f2226;--ink:#e8e9eb;--soft:#a0a6b0;--line:#34383e;--accent:#6cacff;--on:#10131a}}
*{box-sizing:border-box}
body{margin:0 auto;padding:32px 20px;max-width:860px;background:var(--bg);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
h1{font-size:22px;margin:0 0 4px}h2{font-size:16px;margin:0 0 12px}
p{margin:0 0 12px}.soft{color:var(--soft)}
section{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:18px 20px;margin:18px 0}
label{display:block;font-weight:600;margin:0 0 4px}
input{font:inherit;color:inherit;width:100%;margin:0 0 14px}
input[type=text]{padding:7px 10px;border:1px solid var(--line);border-radius:7px;background:var(--bg)}
button{font:inherit;font-weight:600;padding:7px 18px;border:0;border-radius:7px;background:var(--accent);color:var(--on)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
a{color:var(--accent)}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%}
th{text-align:left;font-weight:600;color:var(--soft);font-size:13px}
th,td{padding:6px 12px 6px 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
tr:last-child td{border-bottom:0}
th:last-child,td:last-child{padding-right:0}
td.n,th.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
code{font:13px/1.5 ui-monospace,monospace;overflow-wrap:anywhere}
)";
    return css;
}

QByteArray escaped(const QString &text)
{
    return text.toHtmlEscaped().toUtf8();
}

QByteArray escaped(const QByteArray &utf8)
{
    return escaped(QString::fromUtf8(utf8));
}

QByteArray sizeText(qint64 bytes)
{
    if (bytes == 1)
        return "1 byte";
    return QLocale::c().formattedDataSize(bytes, bytes < 1000 ? 0 : 1, QLocale::DataSizeSIFormat).toUtf8();
}

QByteArray document(const QByteArray &title, const QByteArray &content)
{
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<link rel=\"icon\" "
           "type=\"image/svg+xml\" href=\"/favicon.ico\">\n<title>" +
           title + "</title>\n<style>" + style() + "</style>\n</head>\n<body>\n" + content + "</body>\n</html>\n";
}

QByteArray fileLink(const QString &storedName)
{
    return "<a href=\"" + escaped(filePath(storedName)) + "\">" + escaped(storedName) + "</a>";
}

QByteArray formSection()
{
    return R"(<section aria-labelledby="send"><h2 id="send">Upload</h2>
<form method="post" action="/upload" enctype="multipart/form-data">
<label for="files">Files</label><input type="file" id="files" name="file" multiple>
<label for="note">Note</label><input type="text" id="note" name="note" autocomplete="off">
<button type="submit">Upload</button>
</form></section>
)";
}

QByteArray filesSection(const FileStore &store)
{
    const QList<StoredFile> files = store.list();
    QByteArray html = "<section aria-labelledby=\"list\"><h2 id=\"list\">Files</h2>\n";
    if (files.isEmpty())
        return html + "<p class=\"soft\">Nothing has been uploaded yet.</p></section>\n";
    html += "<div class=\"wide\"><table id=\"stored\"><thead><tr><th scope=\"col\">Name</th>"
            "<th scope=\"col\" class=\"n\">Size</th><th scope=\"col\" class=\"n\">Date</th></tr></thead><tbody>\n";
    for (const StoredFile &file : files.first(std::min<qsizetype>(files.size(), listedFiles))) {
        html += "<tr><td>" + fileLink(file.name) + "</td><td class=\"n\" title=\"" + QByteArray::number(file.size) +
                " bytes\">" + sizeText(file.size) + "</td><td class=\"n\">" +
                file.modified.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")).toUtf8() + "</td></tr>\n";
    }
    html += "</tbody></table></div>";
    if (files.size() > listedFiles) {
        html += "<p class=\"soft\">These are the newest " + QByteArray::number(listedFiles) + " of " +
                QByteArray::number(files.size()) + ". <a href=\"/files/\">All of them as JSON</a></p>";
    }
    return html + "</section>\n";
}

QByteArray routesSection()
{
    QByteArray html = "<section aria-labelledby=\"try\"><h2 id=\"try\">Misbehaving on purpose</h2>\n"
                      "<p class=\"soft\">For trying out clients. Every method works, and the body is read first "
                      "unless it says otherwise.</p>\n"
                      "<div class=\"wide\"><table><thead><tr><th scope=\"col\">Address</th>"
                      "<th scope=\"col\">What it does</th></tr></thead><tbody>\n";
    for (const TryRoute &route : tryRoutes()) {
        html += "<tr><td><a href=\"" + escaped(QByteArray(route.example)) + "\"><code>" +
                escaped(QByteArray(route.pattern)) + "</code></a></td><td>" + escaped(QByteArray(route.explanation)) +
                "</td></tr>\n";
    }
    return html + "</tbody></table></div></section>\n";
}

QByteArray receivedTable(const QList<ReceivedFile> &files)
{
    QByteArray html = "<div class=\"wide\"><table id=\"received\"><thead><tr><th scope=\"col\">File</th>"
                      "<th scope=\"col\">Type</th><th scope=\"col\" class=\"n\">Bytes</th>"
                      "<th scope=\"col\">SHA-256</th></tr></thead><tbody>\n";
    for (const ReceivedFile &file : files) {
        html += "<tr><td>" + fileLink(file.storedName) + "</td><td>" + escaped(file.type) + "</td><td class=\"n\">" +
                QByteArray::number(file.size) + "</td><td><code>" + file.sha256 + "</code></td></tr>\n";
    }
    return html + "</tbody></table></div>";
}

} // namespace

bool acceptsHtml(const RequestHead &head)
{
    return head.header("Accept").toLower().contains("text/html");
}

QByteArray indexPage(const FileStore &store)
{
    return document(
        "Ferry developer server",
        "<h1>Ferry developer server</h1>\n<p class=\"soft\">Takes any form upload at <code>POST /upload</code> "
        "and raw bodies at <code>PUT /files/NAME</code>. Only programs on this machine reach it.</p>\n" +
            formSection() + filesSection(store) + routesSection());
}

QByteArray uploadResultPage(const QList<std::pair<QByteArray, QByteArray>> &fields, const QList<ReceivedFile> &files)
{
    QByteArray html = "<h1>Upload received</h1>\n<p><a href=\"/\">Back to the server's page</a></p>\n"
                      "<section aria-labelledby=\"got\"><h2 id=\"got\">Files</h2>\n";
    html += files.isEmpty() ? QByteArrayLiteral("<p class=\"soft\">The form had no file.</p>") : receivedTable(files);
    html += "</section>\n<section aria-labelledby=\"fields\"><h2 id=\"fields\">Fields</h2>\n";
    if (fields.isEmpty())
        html += "<p class=\"soft\">The form had no fields.</p>";
    else
        html += "<div class=\"wide\"><table><thead><tr><th scope=\"col\">Name</th><th scope=\"col\">Value</th></tr>"
                "</thead><tbody>\n";
    for (const auto &[name, value] : fields) {
        const bool cut = value.size() > shownValue;
        html += "<tr><td>" + escaped(name) + "</td><td>" + escaped(value.left(shownValue)) + (cut ? "…" : "") +
                "</td></tr>\n";
    }
    if (!fields.isEmpty())
        html += "</tbody></table></div>";
    return document("Upload received", html + "</section>\n");
}

Response page(const QByteArray &html)
{
    static const QByteArray styleHash = QCryptographicHash::hash(style(), QCryptographicHash::Sha256).toBase64();
    Response response = Response::html(200, html);
    response.add("Content-Security-Policy",
                 "default-src 'none'; style-src 'sha256-" + styleHash +
                     "'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
    return response;
}

Response pageIcon()
{
    return Response::withBytes(
        200, "image/svg+xml",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 128 128\"><rect x=\"6\" y=\"6\" width=\"116\" "
        "height=\"116\" "
        "rx=\"26\" fill=\"#2457d6\"/><path fill=\"none\" stroke=\"#fff\" stroke-width=\"8\" stroke-linecap=\"round\" "
        "stroke-linejoin=\"round\" d=\"M50 60V30M38 42l12-12 12 12M78 30v30M66 48l12 12 12-12M28 76h72l-12 "
        "24H40z\"/></svg>");
}

QByteArray fileListJson(const ServerContext &context)
{
    QByteArray json = "{\"files\": [";
    bool first = true;
    for (const StoredFile &file : context.store->list()) {
        json += first ? "" : ", ";
        json += "{\"name\": " + jsonString(file.name.toUtf8()) + ", \"size\": " + QByteArray::number(file.size) +
                ", \"modified\": " + jsonString(file.modified.toString(Qt::ISODate).toUtf8()) +
                ", \"url\": " + jsonString(context.address.origin() + filePath(file.name)) + '}';
        first = false;
    }
    return json + "]}";
}

} // namespace ferry::devserver
