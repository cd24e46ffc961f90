#include "core/http/ChecksumFile.h"

#include <QTest>

using namespace ferry;

class TestChecksumFile : public QObject
{
    Q_OBJECT

private slots:
    void files_data();
    void files();
    void longOnesAreNone();
};

namespace {

const QByteArray a(64, 'a');
const QByteArray b(64, 'b');
const QByteArray digits = "0123456789abcdef0123456789ABCDEF0123456789abcdef0123456789abcdef";

} // namespace

void TestChecksumFile::files_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("hex"); // for photo.zip
    const auto row = [](const char *name, const QByteArray &content, const QByteArray &hex) {
        QTest::newRow(name) << content << hex;
    };
    row("sha256sum", digits + "  photo.zip\n", digits.toLower());
    row("binary", a + " *photo.zip\n", a);
    row("BSD", "SHA256 (photo.zip) = " + a + '\n', a);
    row("BSD, brackets in the name", "SHA256 (x) = y) = " + a + '\n', a);
    row("bare", a, a);
    row("bare, with white space", "\n  " + a + " \r\n\n", a);
    row("CR LF", a + "  photo.zip\r\n", a);
    row("one space, a tab", a + "\tphoto.zip", a);
    row("byte order mark", "\xef\xbb\xbf" + a + "  photo.zip\n", a);
    row("one entry of another name", a + "  photo-1.2.zip\n", a); // the address says what it is about
    row("several", b + "  other.zip\n" + a + "  photo.zip\n" + b + "  photo.zip.asc\n", a);
    row("several, BSD", "SHA256 (other) = " + b + "\nSHA256 (photo.zip) = " + a, a);
    row("several, with paths", b + "  x/other\n" + a + "  ./out/photo.zip\n", a);
    row("several, with Windows paths", b + "  x\\other\n" + a + " *C:\\out\\photo.zip\n", a);
    row("several, by the second name", b + "  x\n" + a + "  bild.zip\n", a);
    row("several, none of this name", b + "  x\n" + a + "  y\n", {});
    row("several, in another case", b + "  x\n" + a + "  Photo.zip\n", {});
    row("several, bare", a + '\n' + b + '\n', {});
    row("twice the same", a + "  photo.zip\n" + a + "  photo.zip\n", a);
    row("contradiction", a + "  photo.zip\n" + b + "  photo.zip\n", {});
    row("escaped name", b + "  x\n\\" + a + "  in\\\\out\\nhere/photo.zip\n", a);
    row("comments and a signature",
        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n# photo.zip: 5 bytes\nSHA256 (photo.zip) = " + a +
            "\nSHA256 (x) = " + b + "\n-----BEGIN PGP SIGNATURE-----\niQIz=\n",
        a);
    row("empty", "", {});
    row("too few digits", a.first(63) + "  photo.zip", {});
    row("too many digits", a + "a  photo.zip", {});
    row("no hex", QByteArray(64, 'g') + "  photo.zip", {});
    row("of SHA-512", a + a + "  photo.zip", {});
    row("BSD of another algorithm", "SHA1 (photo.zip) = " + a, {});
    row("BSD, open", "SHA256 (photo.zip = " + a, {});
    row("HTML", "<!DOCTYPE html>\n" + a + '\n', {});
    row("HTML behind blanks", "\n <html>\n" + a + "  photo.zip\n", {});
    row("bytes", QByteArray("\0\1\2", 3) + '\n' + a, {});
    row("UTF-16",
        QByteArray("\xff\xfe"
                   "a\0a\0",
                   6),
        {});
    row("JSON", R"({"error": "not found"})", {});
    row("words", "not found\n", {});
}

void TestChecksumFile::files()
{
    QFETCH(QByteArray, content);
    QTEST(sha256InChecksumFile(content, {QStringLiteral("photo.zip"), QStringLiteral("bild.zip")}), "hex");
}

void TestChecksumFile::longOnesAreNone()
{
    const QByteArray entry = a + "  photo.zip\n";
    const QByteArray fits = entry + QByteArray(checksumFileLimit - entry.size(), '\n');
    QCOMPARE(sha256InChecksumFile(fits, {}), a);
    QCOMPARE(sha256InChecksumFile(fits + '\n', {}), QByteArray());
}

QTEST_GUILESS_MAIN(TestChecksumFile)
#include "tst_checksumfile.moc"
