#include <QDirIterator>
#include <QFile>
#include <QLibraryInfo>
#include <QRegularExpression>
#include <QTest>

/// Who may include whom (see CONTRIBUTING), read from the sources themselves. A rule that nothing checks is soon none.

namespace {

/// The folder that a rule is about: "app", "ui", or "core/<room>".
QString roomOf(const QString &path)
{
    const QStringList parts = path.split(u'/');
    return parts.first() == QLatin1String("core") && parts.size() > 2 ? parts.at(0) + u'/' + parts.at(1)
                                                                      : parts.first();
}

/// What each room may include of Ferry's own, beside itself: rooms, or single headers.
const QHash<QString, QStringList> &allowed()
{
    static const QStringList window = {
        QStringLiteral("core/models"),
        QStringLiteral("core/types"),
        QStringLiteral("core/store/Settings.h"),
        QStringLiteral("core/store/ProfilePlaces.h"),
        QStringLiteral("core/store/SentFiles.h"),
        QStringLiteral("core/engine/DownloadFolder.h"),
        QStringLiteral("core/engine/TransferEngine.h"),
        QStringLiteral("core/engine/TransferHandle.h"),
        QStringLiteral("core/engine/RequestCheck.h"),
        QStringLiteral("core/engine/FileChecksum.h"),
        QStringLiteral("core/engine/Libraries.h"),
    };
    static const QHash<QString, QStringList> table = {
        {QStringLiteral("app"), window + QStringList{QStringLiteral("ui"), QStringLiteral("core/devserver/DevServer.h"),
                                                     QStringLiteral("core/io/FileHandle.h")}},
        {QStringLiteral("ui"), window},
        {QStringLiteral("core/types"), {}},
        {QStringLiteral("core/http"), {}},
        {QStringLiteral("core/wire"), {QStringLiteral("core/types")}},
        {QStringLiteral("core/io"), {QStringLiteral("core/types")}},
        {QStringLiteral("core/store"), {QStringLiteral("core/types")}},
        {QStringLiteral("core/models"), {QStringLiteral("core/types")}},
        {QStringLiteral("core/devserver"), {}},
        {QStringLiteral("core/engine"),
         {QStringLiteral("core/types"), QStringLiteral("core/http"), QStringLiteral("core/wire"),
          QStringLiteral("core/io"), QStringLiteral("core/store")}},
    };
    return table;
}

/// Whether a header is of one of these modules of Qt; asked of the installed headers.
bool isOfQt(const QString &header, const QStringList &modules)
{
    const QString root = QLibraryInfo::path(QLibraryInfo::HeadersPath);
    return std::any_of(modules.begin(), modules.end(), [&](const QString &module) {
        return header.startsWith(module + u'/') || QFile::exists(root + u'/' + module + u'/' + header);
    });
}

/// Why a source may not include the header; empty if it may.
QString wrongInclude(const QString &path, const QString &header, bool ownHeader)
{
    const QString room = roomOf(path);
    if (ownHeader) {
        const QString target = roomOf(header);
        const QStringList &list = allowed().value(room);
        if (target == room || list.contains(target) || list.contains(header))
            return {};
        return QStringLiteral("%1 may not include %2").arg(path, header);
    }
    if (header.startsWith(QLatin1String("curl/")) && room != QLatin1String("core/wire"))
        return QStringLiteral("%1 includes curl, which is core/wire's alone").arg(path);
    if (!room.startsWith(QLatin1String("core/")) || !header.startsWith(u'Q'))
        return {};
    const bool beyond = isOfQt(header, {QStringLiteral("QtGui"), QStringLiteral("QtWidgets")}) ||
                        (room == QLatin1String("core/http") && isOfQt(header, {QStringLiteral("QtNetwork")}));
    return beyond ? QStringLiteral("%1 may not use <%2>").arg(path, header) : QString();
}

/// Colours belong to the theme, where light and dark are told apart.
bool hasColour(const QString &line)
{
    static const QRegularExpression colour(QStringLiteral(
        R"(#[0-9a-fA-F]{6}\b|"#[0-9a-fA-F]{3}"|(QColor|QRgba?|qRgba?|QBrush|QPen)\b[^;]*\b0x[0-9a-fA-F]{6,8}\b)"));
    return colour.match(line).hasMatch();
}

/// Pictures and drawings of strangers are read in one place, and texts for people are no HTML: both can name files that
/// Qt would open.
bool opensWhatIsNamed(const QString &path, const QString &line)
{
    static const QStringList known = {QStringLiteral("ui/parts/PictureReader.cpp"), QStringLiteral("ui/look/Icons.cpp"),
                                      QStringLiteral("ui/look/FerryStyleFocus.cpp")};
    static const QRegularExpression reader(QStringLiteral(
        R"(\b(QImageReader\b(?!::)|QMovie\b|QSvg\w+|(loadF|f)romData\(|(?i:image|picture|pixmap)\w*\.load\())"));
    static const QRegularExpression html(QStringLiteral(
        R"(\b((set|append|insert)Html\(|QText(Browser|Edit)\b|QWhatsThis\b|QErrorMessage\b|(Rich|Auto|Markdown)Text\b))"));
    return !known.contains(path) && (reader.match(line).hasMatch() || html.match(line).hasMatch());
}

/// Nothing is opened, and no program started, unasked: what does so is a command that a person gives, and stands here.
bool opensUnasked(const QString &path, const QString &line)
{
    static const QHash<QString, QStringList> commands = {
        {QStringLiteral("ui/queue/QueueCommands.cpp"),
         {QStringLiteral("QUrl::fromLocalFile(path)"), QStringLiteral("QFileInfo(s->savedPath).path()"),
          QStringLiteral("openUrl(s->link)")}},
        {QStringLiteral("ui/MainWindowStore.cpp"), {QStringLiteral("[folder = QFileInfo(problem.path).path()]")}},
        {QStringLiteral("ui/MainWindowWiring.cpp"), {QStringLiteral("[](const QUrl &link)")}},
        {QStringLiteral("ui/MainWindowSheets.cpp"), {QStringLiteral("[](const QString &directory)")}},
    };
    static const QRegularExpression opener(QStringLiteral(
        R"(\b(openUrl\(|setOpenExternalLinks\(true|QProcess\b|startDetached\(|posix_spawnp?\(|exec[lv]p?e?\(|popen\(|v?fork\(|std::system\(|xdg-open)|(^|[^:\w])(::|\s)system\()"));
    const QStringList known = commands.value(path);
    return opener.match(line).hasMatch() &&
           !std::any_of(known.begin(), known.end(), [&line](const QString &command) { return line.contains(command); });
}

QStringList complaints(const QString &path, const QString &source)
{
    static const QRegularExpression include(QStringLiteral(R"(^\s*#\s*include\s*(["<])([^">]+)[">])"));
    static const QRegularExpression loop(
        QStringLiteral(R"(\b(QEventLoop|processEvents|sender\(\)|QThread::(m|u)?sleep)\b)"));
    QStringList found;
    const QStringList lines = source.split(u'\n');
    for (const QString &line : lines) {
        if (const QRegularExpressionMatch match = include.match(line); match.hasMatch()) {
            const QString header = match.captured(2);
            const bool own = match.captured(1) == QLatin1String("\"");
            if (const QString wrong = wrongInclude(path, header, own); !wrong.isEmpty())
                found << wrong;
        } else if (roomOf(path) == QLatin1String("ui") && path != QLatin1String("ui/look/Theme.cpp") &&
                   hasColour(line)) {
            found << QStringLiteral("%1 has a colour of its own: %2").arg(path, line.trimmed());
        } else if (roomOf(path) == QLatin1String("ui") && opensWhatIsNamed(path, line)) {
            found << QStringLiteral("%1 reads a picture or shows HTML: %2").arg(path, line.trimmed());
        } else if (opensUnasked(path, line)) {
            found << QStringLiteral("%1 opens something or starts a program: %2").arg(path, line.trimmed());
        } else if (loop.match(line).hasMatch() && !line.trimmed().startsWith(QLatin1String("//"))) {
            found << QStringLiteral("%1: %2").arg(path, line.trimmed());
        }
    }
    return found;
}

QStringList sourcesIn(const QString &folder)
{
    QStringList paths;
    QDirIterator files(QStringLiteral(FERRY_SOURCE_DIR "/") + folder, {QStringLiteral("*.h"), QStringLiteral("*.cpp")},
                       QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext())
        paths << files.next().mid(int(qstrlen(FERRY_SOURCE_DIR "/")));
    return paths;
}

QString textOf(const QString &path)
{
    QFile file(QStringLiteral(FERRY_SOURCE_DIR "/") + path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

class TestHouse : public QObject
{
    Q_OBJECT

private slots:
    void theHouseIsInOrder_data();
    void theHouseIsInOrder();
    void everyRoomHasItsRule();
    void theRulesBite_data();
    void theRulesBite();
    void filesStaySmall();
};

void TestHouse::theHouseIsInOrder_data()
{
    QTest::addColumn<QString>("folder");
    for (const char *folder : {"app", "core", "ui"})
        QTest::newRow(folder) << QString::fromLatin1(folder);
}

void TestHouse::theHouseIsInOrder()
{
    QFETCH(QString, folder);
    const QStringList paths = sourcesIn(folder);
    QVERIFY(!paths.isEmpty());
    QStringList found;
    for (const QString &path : paths)
        found += complaints(path, textOf(path));
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

void TestHouse::everyRoomHasItsRule()
{
    for (const QString &path : sourcesIn(QStringLiteral("core")))
        QVERIFY2(allowed().contains(roomOf(path)), qPrintable(path));
}

void TestHouse::theRulesBite_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("line");
    QTest::addColumn<bool>("wrong");
    const auto row = [](const char *path, const char *line, bool wrong) {
        QTest::addRow("%s: %s", path, line) << QString::fromLatin1(path) << QString::fromLatin1(line) << wrong;
    };
    row("core/http/A.cpp", "#include \"core/http/B.h\"", false);
    row("core/http/A.cpp", "#include \"core/types/HeaderList.h\"", true);
    row("core/http/A.cpp", "#include <QUrl>", false);
    row("core/http/A.cpp", "#include <QNetworkReply>", true);
    row("core/types/A.h", "#include <QSslCertificate>", false);
    row("core/types/A.h", "#include \"core/io/Digest.h\"", true);
    row("core/io/A.cpp", "#include \"core/types/TransferError.h\"", false);
    row("core/io/A.cpp", "#include \"core/http/Origin.h\"", true);
    row("core/io/A.cpp", "#include \"core/wire/ByteSink.h\"", true);
    row("core/io/A.cpp", "#include <curl/curl.h>", true);
    row("core/wire/A.cpp", "#include <curl/curl.h>", false);
    row("core/wire/A.cpp", "#include \"core/http/Redirect.h\"", true);
    row("core/wire/A.cpp", "#include \"core/engine/TransferEngine.h\"", true);
    row("core/store/A.cpp", "#include \"core/engine/TransferEngine.h\"", true);
    row("core/models/A.cpp", "#include \"core/engine/TransferEngine.h\"", true);
    row("core/models/A.cpp", "#include <QAbstractListModel>", false);
    row("core/models/A.cpp", "#include <QColor>", true);
    row("core/engine/A.cpp", "#include \"core/wire/ByteSink.h\"", false);
    row("core/engine/A.cpp", "#include \"core/models/TransferModel.h\"", true);
    row("core/engine/A.cpp", "#include \"ui/look/Theme.h\"", true);
    row("core/engine/A.cpp", "#include <QtWidgets/QWidget>", true);
    row("core/devserver/A.cpp", "#include \"core/types/HeaderList.h\"", true);
    row("ui/queue/A.cpp", "#include \"ui/look/Theme.h\"", false);
    row("ui/queue/A.cpp", "#include \"core/engine/TransferEngine.h\"", false);
    row("ui/queue/A.cpp", "#include \"core/engine/QueueController.h\"", true);
    row("ui/queue/A.cpp", "#include \"core/io/SafeName.h\"", true);
    row("ui/queue/A.cpp", "#include \"core/store/Settings.h\"", false);
    row("ui/queue/A.cpp", "#include \"core/store/Store.h\"", true);
    row("ui/queue/A.cpp", "#include \"app/Application.h\"", true);
    row("ui/queue/A.cpp", "#  include \"core/wire/ByteSink.h\"", true);
    row("ui/queue/A.cpp", "const QColor c(\"#1f2937\");", true);
    row("ui/queue/A.cpp", "QColor c = QColor::fromRgb(0x1f2937);", true);
    row("ui/look/Theme.cpp", "const QColor c(\"#1f2937\");", false);
    row("ui/queue/A.cpp", "const quint32 mask = 0x00ff00ff;", false);
    row("ui/queue/A.cpp", "    QEventLoop loop;", true);
    row("ui/queue/A.cpp", "    QImageReader reader(path);", true);
    row("ui/queue/A.cpp", "    for (const QByteArray &format : QImageReader::supportedImageFormats())", false);
    row("ui/queue/A.cpp", "    image.loadFromData(body);", true);
    row("ui/queue/A.cpp", "    const QImage image = QImage::fromData(body);", true);
    row("ui/queue/A.cpp", "    QSvgRenderer renderer(body);", true);
    row("ui/queue/A.cpp", "    label->setTextFormat(Qt::RichText);", true);
    row("ui/queue/A.cpp", "    QDesktopServices::openUrl(QUrl::fromLocalFile(path));", true);
    row("ui/queue/QueueCommands.cpp", "        QDesktopServices::openUrl(s->link);", false);
    row("ui/queue/QueueCommands.cpp", "        QDesktopServices::openUrl(s->url());", true);
    row("core/engine/A.cpp", "    QProcess::startDetached(name, {path});", true);
    row("core/engine/A.cpp", "    ::execvp(name, arguments);", true);
    row("core/io/A.cpp", "    if (fork() == 0)", true);
    row("core/io/A.cpp", "    ::system(command);", true);
    row("core/io/A.cpp", "    QRandomGenerator::system()->generate64();", false);
    row("core/io/A.cpp", "    const QLocale locale = QLocale::system();", false);
    row("ui/parts/PictureReader.cpp", "    QImageReader reader(&device, format);", false);
    row("app/main.cpp", "#include \"ui/MainWindow.h\"", false);
    row("app/main.cpp", "#include \"core/devserver/DevServer.h\"", false);
    row("app/main.cpp", "#include \"core/devserver/FileStore.h\"", true);
    row("app/main.cpp", "#include \"core/wire/NetworkAccessManager.h\"", true);
}

void TestHouse::theRulesBite()
{
    QFETCH(QString, path);
    QFETCH(QString, line);
    QFETCH(bool, wrong);
    QCOMPARE(!complaints(path, line).isEmpty(), wrong);
}

void TestHouse::filesStaySmall()
{
    QStringList found;
    for (const char *folder : {"app", "core", "ui"}) {
        for (const QString &path : sourcesIn(QString::fromLatin1(folder))) {
            const auto lines = textOf(path).count(u'\n');
            if (lines > 400)
                found << QStringLiteral("%1 has %2 lines").arg(path).arg(lines);
        }
    }
    QVERIFY2(found.isEmpty(), qPrintable(found.join(u'\n')));
}

QTEST_GUILESS_MAIN(TestHouse)
#include "tst_house.moc"
