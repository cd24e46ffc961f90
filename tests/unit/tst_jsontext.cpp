#include "core/store/JsonText.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <limits>

using namespace ferry;

/// What is written is what Qt's reader reads.
class TestJsonText : public QObject
{
    Q_OBJECT

private slots:
    void structure();
    void numbers();
    void strings_data();
    void strings();
    void everyByte();
};

void TestJsonText::structure()
{
    JsonText text;
    text.beginObject();
    text.key("a");
    text.beginArray();
    text.endArray();
    text.key("b");
    text.beginArray();
    text.string(u"{");
    text.string(u"[:");
    text.beginObject();
    text.endObject();
    text.beginArray();
    text.boolean(true);
    text.boolean(false);
    text.null();
    text.endArray();
    text.endArray();
    text.key("c");
    text.beginObject();
    text.key("d");
    text.number(1);
    text.key("e");
    text.latin1("");
    text.endObject();
    text.endObject();
    QCOMPARE(text.bytes(),
             QByteArrayLiteral("{\"a\":[],\"b\":[\"{\",\"[:\",{},[true,false,null]],\"c\":{\"d\":1,\"e\":\"\"}}"));
    QVERIFY(!QJsonDocument::fromJson(text.bytes()).isNull());
}

void TestJsonText::numbers()
{
    using Limits = std::numeric_limits<qint64>;
    JsonText text;
    text.beginArray();
    for (const qint64 number : {qint64(0), qint64(-1), Limits::min(), Limits::max()})
        text.number(number);
    text.endArray();
    QCOMPARE(text.bytes(), QByteArrayLiteral("[0,-1,-9223372036854775808,9223372036854775807]"));
    const QJsonArray read = QJsonDocument::fromJson(text.bytes()).array();
    QCOMPARE(read.at(2).toInteger(), Limits::min());
    QCOMPARE(read.at(3).toInteger(), Limits::max());
}

void TestJsonText::strings_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("plain") << QStringLiteral("a file.txt");
    QTest::newRow("quotes") << QStringLiteral("\"a\\b\"/");
    QTest::newRow("control") << QString::fromLatin1("a\0b\n\r\t\x01\x1f\x7f", 9);
    QTest::newRow("wide") << QStringLiteral("a\u00e9\u4f60\u597d!\U0001f600");
    QTest::newRow("wide at both ends") << QStringLiteral("\u4f60 x \U0001f600");
    QTest::newRow("half pairs") << QString(QChar(0xd83d)) + u'a' + QChar(0xde00) + QChar(0xd83d);
    QTest::newRow("line separators") << QStringLiteral("\u2028\u2029\ufeff\uffff");
}

void TestJsonText::strings()
{
    QFETCH(QString, text);
    JsonText json;
    json.beginArray();
    json.string(text);
    json.string(u"next");
    json.endArray();
    const QJsonArray read = QJsonDocument::fromJson(json.bytes()).array();
    QCOMPARE(read.size(), 2);
    QCOMPARE(read.at(0).toString(), text);
}

void TestJsonText::everyByte()
{
    QByteArray bytes(256, 0);
    for (int i = 0; i < 256; ++i)
        bytes[i] = char(i);
    JsonText json;
    json.beginArray();
    json.latin1(bytes);
    json.endArray();
    QCOMPARE(QJsonDocument::fromJson(json.bytes()).array().at(0).toString().toLatin1(), bytes);
}

QTEST_GUILESS_MAIN(TestJsonText)
#include "tst_jsontext.moc"
