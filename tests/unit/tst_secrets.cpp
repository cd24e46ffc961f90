// What is a secret, and how an address is shown and stored without one.
#include "core/types/Secrets.h"

#include <QTest>

using namespace ferry;

class TestSecrets : public QObject
{
    Q_OBJECT

private slots:
    void names_data();
    void names();
    void addresses_data();
    void addresses();
    void passwordsInNames_data();
    void passwordsInNames();
    void headers();
};

void TestSecrets::names_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("secret");
    for (const char *name :
         {"Authorization", "authorization", "Proxy-Authorization", "Cookie", "Set-Cookie", "set-cookie2", "X-Api-Key",
          "x-apikey", "API_KEY", "X-Auth", "X-Auth-Token", "X-Goog-Api-Key", "Private-Token", "X-Amz-Security-Token",
          "X-Secret", "client_secret", "X-Password", "passwd", "X-Session-Id", "SessionId", "X-CSRF-Token", "X-XSRF",
          "Ocp-Apim-Subscription-AccessKey", "X-Signature", "X-JWT-Assertion", "X-Credentials", "X-Author-Session",
          "Authority-Authorization",
          // As the services call theirs.
          "Ocp-Apim-Subscription-Key", "x-functions-key", "Fastly-Key", "DD-API-KEY", "DD-APPLICATION-KEY",
          "X-Master-Key", "CB-ACCESS-KEY", "CB-ACCESS-PASSPHRASE", "CB-ACCESS-SIGN", "X-Shopify-Hmac-SHA256",
          "subscription-key", "private_key", "privateKey", "x-amz-server-side-encryption-customer-key", "Key", "X-Key",
          // In forms.
          "pwd", "pass", "pin", "PIN", "passphrase", "passcode", "sig", "sign", "otp", "userPwd", "DBPass", "db_pass2",
          "user[pass]", "login.pin", "密码", "登录口令"})
        QTest::newRow(name) << QByteArray(name) << true;
    for (const char *name : {"Accept", "Content-Type", "User-Agent", "X-Trace", "X-Author", "Authority",
                             "WWW-Authenticate", "Proxy-Authenticate", "ETag", "Range", "If-Match", "X-Key-Count", "",
                             // A number of the request, and keys that name a thing.
                             "X-Request-Id", "X-Correlation-Id", "Idempotency-Key", "X-Idempotency-Key", "Cache-Key",
                             "Surrogate-Key", "sort-key", "sortKey", "object_key", "partition-key", "key1",
                             "Sec-WebSocket-Key", "public_key", "keyword", "monkey",
                             // The short words within longer ones.
                             "compass", "bypass", "passenger", "opinion", "pinned", "spin", "design", "X-Assign",
                             "signal", "signed", "max_tokens", "token_type", "Access-Control-Allow-Credentials"})
        QTest::newRow(qPrintable(QStringLiteral("not ") + QLatin1String(name))) << QByteArray(name) << false;
}

void TestSecrets::names()
{
    QFETCH(QByteArray, name);
    QFETCH(bool, secret);
    QCOMPARE(isSecretName(name), secret);
    QCOMPARE(isSecretName(QString::fromUtf8(name)), secret);
    // What a form of S3 calls key is the name of its file.
    QCOMPARE(isSecretField(QString::fromUtf8(name)), secret && name != "Key");
    QCOMPARE(isSecretParameter(QString::fromUtf8(name)), secret);
}

void TestSecrets::addresses_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("shown");
    QTest::addColumn<QString>("stored");
    const auto row = [](const char *name, const char *address, const char *shown, const char *stored) {
        QTest::newRow(name) << QString::fromUtf8(address) << QString::fromUtf8(shown) << QString::fromUtf8(stored);
    };
    row("plain", "https://a.example/x?y=1#f", "https://a.example/x?y=1#f", "https://a.example/x?y=1#f");
    row("user info", "https://me:pw@a.example/x", "https://a.example/x", "https://a.example/x");
    row("token", "https://a.example/x?a=1&token=t0p&b=2", "https://a.example/x?a=1&token=••••••&b=2",
        "https://a.example/x?a=1&b=2");
    row("the only one", "https://a.example/x?key=t0p", "https://a.example/x?key=••••••", "https://a.example/x");
    row("name in another case, percent-encoded", "https://a.example/x?%41PI_Key=t0p",
        "https://a.example/x?API_Key=••••••", "https://a.example/x");
    row("signed link", "https://s3.example/o?X-Amz-Date=1&X-Amz-Credential=c&X-Amz-Signature=s",
        "https://s3.example/o?X-Amz-Date=1&X-Amz-Credential=••••••&X-Amz-Signature=••••••",
        "https://s3.example/o?X-Amz-Date=1");
    row("shared access signature", "https://b.example/o?sv=1&sig=abc%3D", "https://b.example/o?sv=1&sig=••••••",
        "https://b.example/o?sv=1");
    row("other words", "https://a.example/x?subscription-key=1&passphrase=2&private_key=3&pin=4&code=5&sort=6",
        "https://a.example/"
        "x?subscription-key=••••••&passphrase=••••••&private_key=••••••&pin=••••••&code=••••••&sort=6",
        "https://a.example/x?sort=6");
    row("an address in the address", "https://a.example/x?a=1&to=https%3A%2F%2Fb.example%2F%3Fu%3D1%26token%3Dt0p",
        "https://a.example/x?a=1&to=••••••", "https://a.example/x?a=1");
    row("an address in an address in the address",
        "https://a.example/x?to=https%3A%2F%2Fb.example%2F%3Fto%3Dhttps%253A%252F%252Fc.example%252F%253Fsig%253Dt0p",
        "https://a.example/x?to=••••••", "https://a.example/x");
    row("a password in an address in the address", "https://a.example/x?to=http%3A%2F%2Fme%3Apw%40b.example%2F",
        "https://a.example/x?to=••••••", "https://a.example/x");
    row("a password in an address without a name", "https://a.example/x?http://me:pw@b.example/",
        "https://a.example/x?http://b.example/", "https://a.example/x?http://b.example/");
    row("a password with padding in one", "https://a.example/x?http://me:c2VjcmV0==@b.example/&c=1",
        "https://a.example/x?http://b.example/&c=1", "https://a.example/x?http://b.example/&c=1");
    row("the same, and a token", "https://a.example/x?http://me:c2VjcmV0==@b.example/?token=t0p",
        "https://a.example/x?http://b.example/?token=••••••", "https://a.example/x");
    row("two of them, and one that has none",
        "https://a.example/x?http://me:pw@b.example/+ftp://u:v@c.example/&http://d@e/",
        "https://a.example/x?http://b.example/+ftp://c.example/&http://d@e/",
        "https://a.example/x?http://b.example/+ftp://c.example/&http://d@e/");
    row("a password and a token in an address without a name", "https://a.example/x?http://me:pw@b.example/?token=t0p",
        "https://a.example/x?http://b.example/?token=••••••", "https://a.example/x");
    row("an address without a secret in the address", "https://a.example/x?to=https://b.example:8/?u=1",
        "https://a.example/x?to=https://b.example:8/?u=1", "https://a.example/x?to=https://b.example:8/?u=1");
    row("fragment", "https://a.example/x?a=1#access_token=t0p&expires=1",
        "https://a.example/x?a=1#access_token=••••••&expires=1", "https://a.example/x?a=1#expires=1");
    row("nothing but a fragment", "https://a.example/x#id_token=t0p", "https://a.example/x#id_token=••••••",
        "https://a.example/x");
    row("path in a fragment", "https://a.example/x#/done?token=t0p", "https://a.example/x#/done?token=••••••",
        "https://a.example/x");
    row("no value", "https://a.example/x?token", "https://a.example/x?token", "https://a.example/x");
    row("not a list of pairs", "https://a.example/x?just+words%26more", "https://a.example/x?just+words%26more",
        "https://a.example/x?just+words%26more");
}

void TestSecrets::addresses()
{
    QFETCH(QString, address);
    QFETCH(QString, shown);
    QFETCH(QString, stored);
    QCOMPARE(shownAddress(QUrl(address)), shown);
    QCOMPARE(withoutSecrets(QUrl(address)).toString(), stored);
}

void TestSecrets::passwordsInNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("left");
    const auto row = [](const char *name, const char *left) {
        QTest::newRow(name) << QString::fromLatin1(name) << QString::fromLatin1(left);
    };
    row("http://me:pw@b.example/", "http://b.example/");
    row("http://me:p@w@b.example", "http://b.example");
    row("http%3A%2F%2Fme%3Apw%40b.example%2F", "http%3A%2F%2Fb.example%2F");
    row("http%253A%252F%252Fme%253Apw%2540b.example", "http%253A%252F%252Fb.example");
    row("http://me@b.example:80/?x", "http://me@b.example:80/?x");
    row("100%", "100%");
    row("a%20b", "a%20b");
}

void TestSecrets::passwordsInNames()
{
    QFETCH(QString, name);
    QFETCH(QString, left);
    QCOMPARE(withoutPasswords(name), left);
}

void TestSecrets::headers()
{
    const HeaderList received{{"Set-Cookie", "id=1"},
                              {"Location", "/x?a=1&token=2#sig=3"},
                              {"Content-Location", "not an address %"},
                              {"ETag", "\"token\""}};
    const HeaderList shown{{"Set-Cookie", "••••••"},
                           {"Location", "/x?a=1&token=••••••#sig=••••••"},
                           {"Content-Location", "not an address %"},
                           {"ETag", "\"token\""}};
    QCOMPARE(shownHeaders(received), shown);
}

QTEST_GUILESS_MAIN(TestSecrets)
#include "tst_secrets.moc"
