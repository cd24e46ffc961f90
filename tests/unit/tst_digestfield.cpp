#include "core/http/DigestField.h"
#include "core/http/StructuredDictionary.h"

#include <QCryptographicHash>
#include <QTest>

using namespace ferry;

class TestDigestField : public QObject
{
    Q_OBJECT

private slots:
    void dictionaries_data();
    void dictionaries();
    void brokenGrammarIsNothing_data();
    void brokenGrammarIsNothing();
    void promises_data();
    void promises();
    void oldPromises_data();
    void oldPromises();
    void writtenAsItIsRead();
};

namespace {

const QByteArray text = R"({"hello": "world"})"
                        "\n"; // the example of RFC 9530 B.1

QByteArray base64(QCryptographicHash::Algorithm algorithm)
{
    return QCryptographicHash::hash(text, algorithm).toBase64();
}

QByteArray hex(QCryptographicHash::Algorithm algorithm)
{
    return QCryptographicHash::hash(text, algorithm).toHex();
}

const QByteArray s256 = base64(QCryptographicHash::Sha256);
const QByteArray s512 = base64(QCryptographicHash::Sha512);
const QByteArray promised256 = "sha256 " + hex(QCryptographicHash::Sha256);
const QByteArray promised512 = "sha512 " + hex(QCryptographicHash::Sha512);

QByteArray shown(const std::optional<PromisedDigest> &promised)
{
    return promised ? promised->algorithm + ' ' + promised->hex : QByteArray();
}

} // namespace

void TestDigestField::dictionaries_data()
{
    QTest::addColumn<QByteArrayList>("lines");
    QTest::addColumn<QByteArray>("expected"); // key, or key=bytes
    const auto row = [](const QByteArrayList &lines, const char *expected) {
        QTest::newRow(lines.join(" | ").constData()) << lines << QByteArray(expected);
    };
    row({""}, "");
    row({}, "");
    row({"  "}, "");
    row({"a=:eA==:"}, "a=x");
    row({"a=:eA:"}, "a=x"); // padding is forgiven
    row({"a=::"}, "a=");
    row({"a=:eA==: , b=:eQ==:"}, "a=x b=y");
    row({"a=:eA==:\t,\tb=:eQ==:"}, "a=x b=y");
    row({"a=:eA==:", "b=:eQ==:"}, "a=x b=y");
    row({"a=:eA==:, b, a=:eQ==:"}, "a=y b");
    row({"a=:eA==:, a=1"}, "a");
    row({"*a_b-c.d*=:eA==:"}, "*a_b-c.d*=x");
    row({"a=:eA==:;q=1;r"}, "a=x");
    row({"a;q=0.125; r=?0, b=:eQ==:"}, "a b=y");
    row({"a=1, b=-15, c=0.5, d=999999999999999, e=123456789012.123"}, "a b c d e");
    row({"a=tok/en:*, b=*, c=\"str\\\"ing, \\\\\", d=?1"}, "a b c d");
    row({"a=(1 \"b, )\" :eA==: tok;p=(1);x), b=:eQ==:"}, nullptr); // a parameter is no list
    row({"a=(1 \"b, )\" :eA==: tok;p);x, b=:eQ==:"}, "a b=y");
    row({"a=(), b=(  1  )"}, "a b");
    row({"a=@1659578233, b=%\"f%c3%bc\", c=:eA==:"}, "a b c=x"); // of RFC 9651
}

void TestDigestField::dictionaries()
{
    QFETCH(QByteArrayList, lines);
    QFETCH(QByteArray, expected);
    const auto members = parseDictionary(lines);
    QCOMPARE(members.has_value(), !expected.isNull());
    QByteArrayList seen;
    for (const DictionaryMember &member : members.value_or(QList<DictionaryMember>()))
        seen.append(member.bytes ? member.key + '=' + *member.bytes : member.key);
    QCOMPARE(seen.join(' '), expected);
}

void TestDigestField::brokenGrammarIsNothing_data()
{
    QTest::addColumn<QByteArray>("field");
    for (const char *field : {",",
                              "a=:eA==:,",
                              ",a",
                              "a,,b",
                              "a=",
                              "A=1",
                              "1=1",
                              "=1",
                              "a =1",
                              "a= 1",
                              "a=:eA==",
                              "a=:e!==:",
                              "a=:e A=:",
                              "a=:eA==:x",
                              "a=:eA==: b=1",
                              "a b",
                              "a=1.",
                              "a=1.1234",
                              "a=1234567890123.1",
                              "a=1234567890123456",
                              "a=--1",
                              "a=-",
                              "a=.5",
                              "a=\"x",
                              "a=\"\\x\"",
                              "a=\"\x7f\"",
                              "a=?2",
                              "a=?",
                              "a=(1",
                              "a=(1,2)",
                              "a=(1 2",
                              "a=(\"1\"2)",
                              "a=@1.5",
                              "a=%\"%C3\"",
                              "a=%x",
                              "a;=1",
                              "a; =1",
                              "a;b=",
                              "a=:eA==:;",
                              "a=\xc3\xbc",
                              "a=1\x01",
                              "a=<p>"})
        QTest::newRow(field) << QByteArray(field);
}

void TestDigestField::brokenGrammarIsNothing()
{
    QFETCH(QByteArray, field);
    QVERIFY(!parseDictionary({field}));
    // What stands beside it is not believed either (RFC 9651 4.2).
    QVERIFY(!parseDigestField({field, "sha-256=:" + s256 + ':'}));
}

void TestDigestField::promises_data()
{
    QTest::addColumn<QByteArrayList>("lines");
    QTest::addColumn<QByteArray>("promise");
    const auto row = [](const char *name, const QByteArrayList &lines, const QByteArray &promise) {
        QTest::newRow(name) << lines << promise;
    };
    row("sha-256", {"sha-256=:" + s256 + ':'}, promised256);
    row("sha-512", {"sha-512=:" + s512 + ':'}, promised512);
    row("the strongest, first", {"sha-512=:" + s512 + ":, sha-256=:" + s256 + ':'}, promised512);
    row("the strongest, last", {"sha-256=:" + s256 + ":, sha-512=:" + s512 + ':'}, promised512);
    row("two lines", {"sha-256=:" + s256 + ':', "sha-512=:" + s512 + ':'}, promised512);
    row("among the deprecated", {"md5=:1B2M2Y8AsgTpgAmY7PhCfg==:, sha-256=:" + s256 + ":, unixsum=:AAE=:"},
        promised256);
    row("the deprecated alone",
        {"md5=:1B2M2Y8AsgTpgAmY7PhCfg==:, sha=:2jmj7l5rSw0yVb/vlWAYkK/YBwk=:, adler=:AAAAAQ==:"}, {});
    row("unknown", {"sha-384=:" + s256 + ":, blake3=:" + s256 + ':'}, {});
    row("the last of two counts", {"sha-256=:" + QByteArray(32, 'x').toBase64() + ":, sha-256=:" + s256 + ':'},
        promised256);
    row("with a parameter", {"sha-256=:" + s256 + ":;note=\"it\""}, promised256);
    row("without padding", {"sha-256=:" + s256.chopped(1) + ':'}, promised256);
    row("too short", {"sha-256=:AAAA:"}, {});
    row("too short, and a weaker one", {"sha-512=:AAAA:, sha-256=:" + s256 + ':'}, promised256);
    row("hex in base64", {"sha-256=:" + hex(QCryptographicHash::Sha256).toBase64() + ':'}, {});
    row("of another kind", {"sha-256=\"" + s256 + '"'}, {});
    row("as a weight of Want-Repr-Digest", {"sha-256=10"}, {});
    row("as in the older Digest", {"SHA-256=" + s256}, {});
    row("bare base64", {"sha-256=" + s256}, {});
    row("garbage", {"garbage \xff"}, {});
    row("nothing", {}, {});
}

void TestDigestField::promises()
{
    QFETCH(QByteArrayList, lines);
    QTEST(shown(parseDigestField(lines)), "promise");
}

void TestDigestField::oldPromises_data()
{
    QTest::addColumn<QByteArrayList>("lines");
    QTest::addColumn<QByteArray>("promise");
    const auto row = [](const char *name, const QByteArrayList &lines, const QByteArray &promise) {
        QTest::newRow(name) << lines << promise;
    };
    row("SHA-256", {"SHA-256=" + s256}, promised256);
    row("any case, among others", {"md5=1B2M2Y8AsgTpgAmY7PhCfg==, Sha-512=" + s512 + ",sha-256=" + s256}, promised512);
    row("several lines", {"adler32=03da0195", "sha-256=" + s256}, promised256);
    row("deprecated alone", {"SHA=2jmj7l5rSw0yVb/vlWAYkK/YBwk="}, {});
    row("with colons", {"sha-256=:" + s256 + ':'}, {});
    row("hex", {"sha-256=" + hex(QCryptographicHash::Sha256)}, {});
    row("garbage", {"=,=,,garbage"}, {});
    row("nothing", {}, {});
}

void TestDigestField::oldPromises()
{
    QFETCH(QByteArrayList, lines);
    QTEST(shown(parseOldDigestField(lines)), "promise");
}

void TestDigestField::writtenAsItIsRead()
{
    const QByteArray value = digestFieldValue(hex(QCryptographicHash::Sha256));
    // RFC 9530 B.1 has it.
    QCOMPARE(value, QByteArray("sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:"));
    QCOMPARE(shown(parseDigestField({value})), promised256);
}

QTEST_GUILESS_MAIN(TestDigestField)
#include "tst_digestfield.moc"
