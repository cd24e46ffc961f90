#include "core/http/ContentDisposition.h"
#include "core/io/SafeName.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <unistd.h>

using namespace ferry;

/// Whatever a server suggests: the name stays in its directory, and a file of it can be made there.
class TestSafeNameRandom : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void anyNameIsSafe_data();
    void anyNameIsSafe();

private:
    QString fault(const QString &name) const;
    QString create(const QString &name) const;

    QTemporaryDir m_tree;
    int m_directory = -1; ///< two levels down, so that a name that leads upwards is seen
};

namespace {

constexpr quint32 seed = 20'240'229;
constexpr int rounds = 25'000; ///< of each of the four kinds

/// Everything that was ever trouble.
const QStringList &pieces()
{
    static const QStringList list = {
        QStringLiteral(".."),        QStringLiteral("/"),
        QStringLiteral("\\"),        QStringLiteral("."),
        QStringLiteral("-"),         QStringLiteral(" "),
        QStringLiteral("CON"),       QStringLiteral("nul"),
        QStringLiteral("com1"),      QStringLiteral(".desktop"),
        QStringLiteral(".url"),      QStringLiteral(".lnk"),
        QStringLiteral(".scf"),      QStringLiteral(".local"),
        QStringLiteral(".tar.gz"),   QStringLiteral(".txt"),
        QStringLiteral("C:"),        QStringLiteral("\u202e"),
        QStringLiteral("\u200d"),    QStringLiteral("\u00b9"),
        QStringLiteral("\u0301"),    QString(QChar(0xd800)),
        QString(QChar(0xdc00)),      QString(QChar(0)),
        QStringLiteral("\n"),        QStringLiteral(":"),
        QStringLiteral("*"),         QStringLiteral("\u6587\u4ef6"),
        QStringLiteral("\u3000"),    QStringLiteral("{a}"),
        QStringLiteral(".download"), QStringLiteral("desktop.ini"),
        QString(90, QChar(0x6587)),  QString(120, u'x'),
        QStringLiteral("\ufeff"),    QString(QChar(0xffff)),
        QStringLiteral("$"),         QStringLiteral("\u1e9b\u0323"),
        QStringLiteral("\u0130"),    QStringLiteral("\U0001f600"),
        QString(300, QChar(0x0363)), QStringLiteral("\u017f"),
        QStringLiteral("\u2024"),    QStringLiteral("%2e%2e%2f"),
    };
    return list;
}

QString mixed(QRandomGenerator &random)
{
    QString name;
    const int count = random.bounded(1, 9);
    for (int i = 0; i < count; ++i) {
        if (random.bounded(4) == 0)
            name += QChar(ushort(random.bounded(1, 0xffff)));
        else
            name += pieces().at(random.bounded(int(pieces().size())));
    }
    return name;
}

QString anyUnits(QRandomGenerator &random)
{
    QString name(random.bounded(1, 400), Qt::Uninitialized);
    for (QChar &c : name)
        c = QChar(ushort(random.bounded(0x10000)));
    return name;
}

/// What a whole header field is read as.
QString fromHeader(QRandomGenerator &random)
{
    QByteArray field;
    if (random.bounded(2)) {
        QByteArray value(random.bounded(1, 300), Qt::Uninitialized);
        for (char &c : value)
            c = char(random.bounded(1, 256));
        field = "filename=\"" + value + '"';
    } else { // of broken UTF-8 nothing would be taken
        field =
            "filename*=UTF-8''" + (random.bounded(2) ? anyUnits(random) : mixed(random)).toUtf8().toPercentEncoding();
    }
    return fileNameFrom("attachment; " + field).value_or(QString());
}

/// About the length that a name may have, where cuts fall.
QString long255(QRandomGenerator &random)
{
    const QStringList units = {QStringLiteral("a"),          QStringLiteral("\u00e4"), QStringLiteral("\u6587"),
                               QStringLiteral("\U0001f600"), QStringLiteral(" "),      QStringLiteral(".")};
    const QString unit = units.at(random.bounded(int(units.size())));
    const qsizetype wanted = random.bounded(230, 280);
    QString name;
    while (name.toUtf8().size() < wanted)
        name += random.bounded(10) ? unit : pieces().at(random.bounded(int(pieces().size()))).left(12);
    return name + pieces().at(random.bounded(int(pieces().size())));
}

} // namespace

void TestSafeNameRandom::initTestCase()
{
    QVERIFY(QDir(m_tree.path()).mkpath(QStringLiteral("a/b")));
    const QByteArray path = QFile::encodeName(m_tree.filePath(QStringLiteral("a/b")));
    m_directory = ::open(path.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    QVERIFY(m_directory >= 0);
}

void TestSafeNameRandom::cleanupTestCase()
{
    ::close(m_directory);
}

/// Which promise the name breaks; empty if none.
QString TestSafeNameRandom::fault(const QString &name) const
{
    const QByteArray bytes = name.toUtf8();
    if (bytes.isEmpty() || bytes.size() > 255)
        return QStringLiteral("length %1").arg(bytes.size());
    for (const char *bad : {"/", "\\", ":", "<", ">", "\"", "|", "?", "*", "\n"}) {
        if (bytes.contains(bad))
            return QStringLiteral("forbidden character %1").arg(QLatin1String(bad));
    }
    if (bytes.contains('\0') || !name.isValidUtf16())
        return QStringLiteral("not text");
    if (bytes.startsWith('.') || bytes.startsWith('-') || bytes.endsWith('.') || bytes.endsWith(' '))
        return QStringLiteral("first or last character");
    const QByteArray lower = bytes.toLower();
    for (const char *end : {".desktop", ".url", ".lnk", ".scf", ".local"}) {
        if (lower.endsWith(end))
            return QStringLiteral("acts by itself");
    }
    const QByteArray stem = lower.left(lower.indexOf('.') < 0 ? lower.size() : lower.indexOf('.')).trimmed();
    for (const char *device : {"con", "prn", "aux", "nul", "com1", "lpt1"}) {
        if (stem == device)
            return QStringLiteral("device of Windows");
    }
    if (safeFileName(name) != name)
        return QStringLiteral("another name if made safe again: %1").arg(safeFileName(name));
    return {};
}

/// Makes a file of this name and looks that it is where it should be; why not, or empty.
QString TestSafeNameRandom::create(const QString &name) const
{
    const QByteArray encoded = QFile::encodeName(name);
    const int file = ::openat(m_directory, encoded.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);
    if (file < 0)
        return qt_error_string(errno);
    ::close(file);
    if (::unlinkat(m_directory, encoded.constData(), 0) != 0)
        return QStringLiteral("it was made elsewhere");
    return {};
}

void TestSafeNameRandom::anyNameIsSafe_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("pieces of trouble") << 0;
    QTest::newRow("any code units") << 1;
    QTest::newRow("any bytes in a field") << 2;
    QTest::newRow("about 255 bytes") << 3;
}

void TestSafeNameRandom::anyNameIsSafe()
{
    QFETCH(int, kind);
    static constexpr std::array makers = {&mixed, &anyUnits, &fromHeader, &long255};
    const auto make = makers.at(size_t(kind));
    QRandomGenerator random(seed);
    for (int i = 0; i < rounds; ++i) {
        const QString suggestion = make(random);
        const QString name = nameForDownload(suggestion, QUrl());
        for (const QString &made : {name, numberedName(name, 1 + i % 1000)}) {
            QString why = made == name ? fault(name) : QString();
            if (why.isEmpty())
                why = create(made);
            if (why.isEmpty())
                continue;
            const QString from = QString::fromLatin1(suggestion.toUtf8().toHex(' '));
            QFAIL(qPrintable(QStringLiteral("seed %1, round %2: %3: %4 -> %5").arg(seed).arg(i).arg(why, from, made)));
        }
    }
    const QDir::Filters all = QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot;
    QVERIFY(QDir(m_tree.filePath(QStringLiteral("a/b"))).entryList(all).isEmpty());
    QCOMPARE(QDir(m_tree.filePath(QStringLiteral("a"))).entryList(all), QStringList{QStringLiteral("b")});
    QCOMPARE(QDir(m_tree.path()).entryList(all), QStringList{QStringLiteral("a")});
}

QTEST_GUILESS_MAIN(TestSafeNameRandom)
#include "tst_safename_random.moc"
