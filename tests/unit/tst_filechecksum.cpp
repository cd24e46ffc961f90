#include "core/engine/FileChecksum.h"

#include <QCryptographicHash>
#include <QTemporaryDir>
#include <QTest>

using namespace ferry;

namespace {

const QByteArray sha256(64, 'a');
const QByteArray sha1(40, 'b');
const QByteArray md5(32, 'c');
const QByteArray sha512(128, 'd');

} // namespace

/// Checksums as people paste them, and those of files.
class TestFileChecksum : public QObject
{
    Q_OBJECT

private slots:
    void pasted_data();
    void pasted();
    void theLineOfTheFileCounts();
    void ofAFile();
    void ofNoFile();
    void canBeStopped();
};

void TestFileChecksum::pasted_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("algorithm");
    QTest::addColumn<QByteArray>("hex");
    const auto row = [](const char *name, const QByteArray &text, const char *algorithm, const QByteArray &hex) {
        QTest::newRow(name) << text << QByteArray(algorithm) << hex;
    };
    row("64 digits", sha256, "sha256", sha256);
    row("with spaces around", "  " + sha1 + "\n", "sha1", sha1);
    row("upper case", md5.toUpper(), "md5", md5);
    row("128 digits", sha512, "sha512", sha512);
    row("named", "sha256:" + sha256, "sha256", sha256);
    row("named with a dash", "SHA-256: " + sha256, "sha256", sha256);
    row("sha256sum", sha256 + "  debian.iso", "sha256", sha256);
    row("sha256sum of a binary", sha256 + " *debian.iso", "sha256", sha256);
    row("BSD", "SHA256 (debian.iso) = " + sha256, "sha256", sha256);
    row("a name that looks like one", "MD5 (" + md5 + ") = " + QByteArray(32, 'e'), "md5", QByteArray(32, 'e'));
    row("not as long as it says", "sha256:" + sha1, "", {});
    row("63 digits", sha256.left(63), "", {});
    row("65 digits", sha256 + "a", "", {});
    row("no digits", "the checksum of the file", "", {});
    row("nothing", {}, "", {});
}

void TestFileChecksum::pasted()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, algorithm);
    QFETCH(QByteArray, hex);
    const auto found = checksumFromText(QString::fromLatin1(text));
    QCOMPARE(found.has_value(), !hex.isEmpty());
    if (found)
        QCOMPARE(*found, (ExpectedChecksum{algorithm, hex}));
}

void TestFileChecksum::theLineOfTheFileCounts()
{
    const QString list = QString::fromLatin1(sha256 + "  a.iso\n" + QByteArray(64, 'f') + "  b.iso\n");
    QCOMPARE(checksumFromText(list, QStringLiteral("b.iso"))->hex, QByteArray(64, 'f'));
    QCOMPARE(checksumFromText(list, QStringLiteral("c.iso"))->hex, sha256);
}

void TestFileChecksum::ofAFile()
{
    QTemporaryDir directory;
    QFile file(directory.filePath(QStringLiteral("a")));
    const QByteArray bytes(3 * 1024 * 1024 + 17, 'x');
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.flush());
    const std::pair<const char *, QCryptographicHash::Algorithm> kinds[] = {{"md5", QCryptographicHash::Md5},
                                                                            {"sha1", QCryptographicHash::Sha1},
                                                                            {"sha256", QCryptographicHash::Sha256},
                                                                            {"sha512", QCryptographicHash::Sha512}};
    for (const auto &[name, algorithm] : kinds) {
        const FileChecksum sum = checksumOfFile(file.fileName(), name, false);
        QVERIFY(!sum.error);
        QCOMPARE(sum.hex, QCryptographicHash::hash(bytes, algorithm).toHex());
    }
}

void TestFileChecksum::ofNoFile()
{
    const FileChecksum sum = checksumOfFile(QStringLiteral("/nowhere/a.iso"), "sha256", false);
    QVERIFY(sum.hex.isEmpty());
    QVERIFY(sum.error);
    QCOMPARE(sum.error->kind, ErrorKind::Source);
    QCOMPARE(sum.error->subject, QStringLiteral("a.iso"));
}

void TestFileChecksum::canBeStopped()
{
    const FileChecksum sum = checksumOfFile(QCoreApplication::applicationFilePath(), "sha256", true);
    QVERIFY(sum.hex.isEmpty() && !sum.error);
}

QTEST_GUILESS_MAIN(TestFileChecksum)
#include "tst_filechecksum.moc"
