#include "core/http/DigestAnswer.h"

#include <QTest>

using namespace ferry;

/// What a server asks for before it answers, and what is answered to it (RFC 9110 11, RFC 7616, RFC 7617).
class TestChallenge : public QObject
{
    Q_OBJECT

private slots:
    void challenges_areRead_data();
    void challenges_areRead();
    void severalFieldsAreOneList();
    void strongestIsTaken_data();
    void strongestIsTaken();
    void digest_isTheStandardsOwn_data();
    void digest_isTheStandardsOwn();
    void digest_escapesWhatItRepeats();
    void digest_countsItsRequests();
    void digest_hidesTheUserWhereAsked();
    void digest_cannotBeAnswered_data();
    void digest_cannotBeAnswered();
    void basic_isUtf8();
};

namespace {

/// "scheme token name=value name=value | ..." for comparison.
QByteArray spelled(const QList<Challenge> &challenges)
{
    QByteArrayList words;
    for (const Challenge &c : challenges) {
        QByteArrayList parts{c.scheme};
        if (!c.token.isEmpty())
            parts.append(c.token);
        for (const auto &[name, value] : c.parameters)
            parts.append(name + '=' + value);
        words.append(parts.join(' '));
    }
    return words.join(" | ");
}

Challenge only(const QByteArray &field)
{
    return parseChallenges({field}).value(0);
}

} // namespace

void TestChallenge::challenges_areRead_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("read");
    const auto row = [](const char *tag, const QByteArray &field, const QByteArray &read) {
        QTest::newRow(tag) << field << read;
    };
    row("one", "Basic realm=\"x\"", "basic realm=x");
    row("case", "BASIC Realm=x", "basic realm=x");
    row("no parameter", "Negotiate", "negotiate");
    row("token", "NTLM TlRMTVNTUAACAAAA==", "ntlm TlRMTVNTUAACAAAA==");
    row("two", "Basic realm=\"a\", Digest realm=\"b\", nonce=\"n\"", "basic realm=a | digest realm=b nonce=n");
    row("token and more", "Negotiate, NTLM abc=, Basic realm=x", "negotiate | ntlm abc= | basic realm=x");
    row("comma in quotes", "Basic realm=\"a, b\", charset=\"UTF-8\"", "basic realm=a, b charset=UTF-8");
    row("scheme in quotes", "Basic realm=\"x, Digest realm=y\"", "basic realm=x, Digest realm=y");
    row("escapes", "Basic realm=\"a \\\"b\\\" \\\\c\"", "basic realm=a \"b\" \\c");
    row("blanks around", "  Basic \t realm = \"x\" ,, charset=UTF-8 ,", "basic realm=x charset=UTF-8");
    row("empty list members", ", ,Basic realm=\"\",,Digest nonce=n,", "basic realm= | digest nonce=n");
    row("example of the standard",
        "Newauth realm=\"apps\", type=1, title=\"Login to \\\"apps\\\"\", Basic realm=\"simple\"",
        "newauth realm=apps type=1 title=Login to \"apps\" | basic realm=simple");
    row("empty", "", "");
    row("commas", ",,,", "");
    row("quote without end", "Basic realm=\"x", "basic realm=x");
    row("parameter without scheme", "realm=\"x\"", "");
    row("garbage between", "Basic realm=x, @@@, Digest nonce=n", "basic realm=x | digest nonce=n");
    row("garbage behind a value", "Basic realm=\"x\" y, Digest nonce=n", "basic realm=x | digest nonce=n");
    row("unquoted with blanks", "Basic realm=a b", "basic realm=a");
    row("no space before", "Basic,realm=\"x\"", "basic realm=x");
}

void TestChallenge::challenges_areRead()
{
    QFETCH(QByteArray, field);
    QTEST(spelled(parseChallenges({field})), "read");
}

void TestChallenge::severalFieldsAreOneList()
{
    QCOMPARE(spelled(parseChallenges({"Basic realm=a", "realm=b", "Digest nonce=n"})),
             "basic realm=a | digest nonce=n");
}

void TestChallenge::strongestIsTaken_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("taken");
    const auto row = [](const char *tag, const QByteArray &field, const QByteArray &taken) {
        QTest::newRow(tag) << field << taken;
    };
    row("Basic alone", "Basic realm=a", "basic realm=a");
    row("Digest before Basic", "Digest nonce=n, Basic realm=a", "digest nonce=n");
    row("Digest behind Basic", "Basic realm=a, Digest nonce=n", "digest nonce=n");
    row("SHA-256 over MD5", "Digest nonce=m, algorithm=MD5, Digest nonce=s, algorithm=SHA-256",
        "digest nonce=s algorithm=SHA-256");
    row("the first of equals", "Basic realm=a, Basic realm=b", "basic realm=a");
    row("Digest that nobody can answer", "Digest nonce=n, algorithm=SHA-512-256, Basic realm=a", "basic realm=a");
    row("others only", "Bearer realm=x, Negotiate, NTLM", "");
    row("none", "", "");
}

void TestChallenge::strongestIsTaken()
{
    QFETCH(QByteArray, field);
    const auto taken = strongestChallenge(parseChallenges({field}));
    QTEST(taken ? spelled({*taken}) : QByteArray(""), "taken");
}

void TestChallenge::digest_isTheStandardsOwn_data()
{
    QTest::addColumn<QByteArray>("challenge");
    QTest::addColumn<QByteArray>("user");
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<QByteArray>("cnonce");
    QTest::addColumn<QByteArray>("response");
    const QByteArray nonce = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";
    const QByteArray opaque = "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS";
    const QByteArray common = "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", nonce=\"" + nonce +
                              "\", opaque=\"" + opaque + "\"";
    const QByteArray cnonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
    QTest::newRow("RFC 7616, MD5") << QByteArray(common + ", algorithm=MD5") << QByteArray("Mufasa")
                                   << QByteArray("Circle of Life") << cnonce
                                   << QByteArray("8ca523f5e9506fed4657c9700eebdbec");
    QTest::newRow("RFC 7616, SHA-256") << QByteArray(common + ", algorithm=SHA-256") << QByteArray("Mufasa")
                                       << QByteArray("Circle of Life") << cnonce
                                       << QByteArray("753927fa0e85d155564e2e272a28d1802ca10daf449"
                                                     "6794697cf8db5856cb6c1");
    QTest::newRow("RFC 2617") << QByteArray("Digest realm=\"testrealm@host.com\", qop=\"auth,auth-int\", "
                                            "nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", "
                                            "opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"")
                              << QByteArray("Mufasa") << QByteArray("Circle Of Life") << QByteArray("0a4f113b")
                              << QByteArray("6629fae49393a05397450978507c4ef1");
    QTest::newRow("without quality of protection")
        << QByteArray("Digest realm=\"testrealm@host.com\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\"")
        << QByteArray("Mufasa") << QByteArray("Circle Of Life") << QByteArray("0a4f113b")
        << QByteArray("670fd8c2df070c60b045671b8b24ff02");
}

void TestChallenge::digest_isTheStandardsOwn()
{
    QFETCH(QByteArray, challenge);
    QFETCH(QByteArray, user);
    QFETCH(QByteArray, password);
    QFETCH(QByteArray, cnonce);
    QFETCH(QByteArray, response);
    const Challenge asked = only(challenge);
    QVERIFY(canAnswerDigest(asked));
    const QByteArray answer = digestAnswer(asked, {user, password, "GET", "/dir/index.html", cnonce, 1});
    QVERIFY2(answer.contains("response=\"" + response + '"'), answer.constData());
    const Challenge read = only(answer); // the answer has the form of a challenge
    QCOMPARE(read.parameter("username"), user);
    QCOMPARE(read.parameter("realm"), asked.parameter("realm"));
    QCOMPARE(read.parameter("nonce"), asked.parameter("nonce"));
    QCOMPARE(read.parameter("opaque"), asked.parameter("opaque"));
    QCOMPARE(read.parameter("uri"), "/dir/index.html");
    const bool protects = !asked.parameter("qop").isEmpty();
    QCOMPARE(read.parameter("qop"), protects ? QByteArray("auth") : QByteArray());
    QCOMPARE(read.parameter("nc"), protects ? QByteArray("00000001") : QByteArray());
    QCOMPARE(answer.contains("algorithm="), challenge.contains("algorithm="));
}

void TestChallenge::digest_escapesWhatItRepeats()
{
    const Challenge asked = only("Digest realm=\"a \\\"b\\\"\", nonce=\"n\"");
    const QByteArray answer = digestAnswer(asked, {"q\"u\\o", "p", "GET", "/", "c", 1});
    QVERIFY2(answer.startsWith("Digest username=\"q\\\"u\\\\o\", realm=\"a \\\"b\\\"\", "), answer.constData());
}

void TestChallenge::digest_countsItsRequests()
{
    const Challenge asked = only("Digest realm=r, nonce=n, qop=auth");
    const QByteArray first = digestAnswer(asked, {"u", "p", "GET", "/", "c", 1});
    const QByteArray second = digestAnswer(asked, {"u", "p", "GET", "/", "c", 0x1f});
    QVERIFY(second.contains(", nc=0000001f,"));
    QVERIFY(only(first).parameter("response") != only(second).parameter("response"));
}

void TestChallenge::digest_hidesTheUserWhereAsked()
{
    // RFC 7616 3.9.2 shows the digest of this name, by SHA-256 here.
    const Challenge asked = only("Digest realm=\"api@example.org\", nonce=n, algorithm=SHA-256, userhash=true");
    const QByteArray answer = digestAnswer(asked, {"J\xc3\xa4s\xc3\xb8n Doe", "p", "GET", "/", "c", 1});
    QVERIFY(!answer.contains("Doe"));
    QVERIFY(answer.contains("userhash=true"));
    QCOMPARE(only(answer).parameter("username").size(), 64);
}

void TestChallenge::digest_cannotBeAnswered_data()
{
    QTest::addColumn<QByteArray>("challenge");
    QTest::newRow("no nonce") << QByteArray("Digest realm=r");
    QTest::newRow("unknown algorithm") << QByteArray("Digest nonce=n, algorithm=SHA-512-256");
    QTest::newRow("integrity only") << QByteArray("Digest nonce=n, qop=\"auth-int\"");
    QTest::newRow("control characters") << QByteArray("Digest realm=\"a\rX: b\", nonce=n");
}

void TestChallenge::digest_cannotBeAnswered()
{
    QFETCH(QByteArray, challenge);
    QVERIFY(!canAnswerDigest(only(challenge)));
    QVERIFY(!strongestChallenge({only(challenge)}));
}

void TestChallenge::basic_isUtf8()
{
    QCOMPARE(basicAnswer("Aladdin", "open sesame"), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    QCOMPARE(basicAnswer("test", "123\xc2\xa3"), "Basic dGVzdDoxMjPCow=="); // RFC 7617 2.1
}

QTEST_APPLESS_MAIN(TestChallenge)
#include "tst_challenge.moc"
