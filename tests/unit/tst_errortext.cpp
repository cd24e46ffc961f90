#include "core/types/ErrorText.h"

#include <QSet>
#include <QTest>

using namespace ferry;

/// What a person reads of each kind of failure: what failed, why, and where something helps, what to do now.
class TestErrorText : public QObject
{
    Q_OBJECT

private slots:
    void sentences_data();
    void sentences();
    void silenceNamesThePhase_data();
    void silenceNamesThePhase();
    void eachCertificateFaultHasItsOwnSentence();

private:
    QSet<ErrorKind> m_kinds; ///< that have a row
};

namespace {

TransferError error(ErrorKind kind)
{
    TransferError e;
    e.kind = kind;
    e.subject = QStringLiteral("lab.example");
    e.detail = QStringLiteral("This is why");
    return e;
}

} // namespace

void TestErrorText::sentences_data()
{
    QTest::addColumn<TransferError>("e");
    QTest::addColumn<QString>("sentence");
    QTest::addColumn<QString>("summary");
    const auto row = [this](const TransferError &e, const char *sentence, const char *summary) {
        QTest::addRow("%s, %s", errorCode(e.kind), summary)
            << e << QString::fromUtf8(sentence) << QString::fromUtf8(summary);
        m_kinds.insert(e.kind);
    };
    row(error(ErrorKind::Abort), "Cancelled.", "cancelled");
    row(error(ErrorKind::Timeout), "lab.example sent nothing more before the timeout. Try again.", "timed out");
    row(error(ErrorKind::Dns), "There is no address for lab.example. Check its spelling and the network.",
        "host not found");
    row(error(ErrorKind::Connect),
        "No connection to lab.example. This is why. Check that the server runs and the port is right.",
        "no connection");
    TransferError tls = error(ErrorKind::Tls);
    tls.tls.fault = TlsFault::SelfSigned;
    row(tls, "The certificate of lab.example is not trusted. It is self-signed. Nothing was sent.",
        "certificate not trusted");
    tls.tls.alsoWrongHost = true;
    row(tls,
        "The certificate of lab.example is not trusted. It is self-signed. Nor was it made for this host. Nothing was "
        "sent.",
        "certificate not trusted");
    TransferError proxy = error(ErrorKind::Proxy);
    row(proxy, "The proxy did not let the transfer through. This is why. Check its address and password.",
        "proxy refused");
    proxy.phase = Phase::Connect;
    row(proxy, "No connection to the proxy lab.example. This is why. Check that it runs and its address is right.",
        "proxy not reached");
    TransferError network = error(ErrorKind::Network);
    row(network, "The connection to lab.example broke. This is why. Try again.", "connection broke");
    network.accepted = true;
    network.statusCode = 201;
    row(network,
        "lab.example got everything and answered with 201, but its answer broke off. It has probably accepted it: "
        "check there before you send it again. This is why.",
        "connection broke");
    row(error(ErrorKind::Protocol),
        "The answer of lab.example breaks the rules of HTTP and cannot be trusted. This is why.", "broken answer");
    row(error(ErrorKind::Redirect), "The redirect of lab.example was not followed. This is why.",
        "redirect not followed");
    row(error(ErrorKind::Range), "The file cannot be resumed safely. This is why. Start it again.",
        "cannot be resumed");
    row(error(ErrorKind::Checksum), "The checksum is not the expected one. Nothing was saved. This is why.",
        "checksum differs");
    row(error(ErrorKind::Source), "“lab.example” cannot be sent. This is why.", "file cannot be sent");
    row(error(ErrorKind::Target), "“lab.example” cannot be written. This is why. Choose another place.",
        "cannot be written");
    row(error(ErrorKind::DiskFull),
        "There is no space left for “lab.example”. This is why. Free some, or choose another place.", "disk full");
    row(error(ErrorKind::Header), "This is why", "request not valid");
    TransferError unknown = error(ErrorKind::UnknownOutcome);
    row(unknown,
        "Ferry was ended while this was on its way to lab.example. It may have been accepted: check there before you "
        "send it again.",
        "answer unknown");
    unknown.phase = Phase::Await;
    row(unknown,
        "Everything was sent to lab.example, but no answer came. It may have been accepted: check there before you "
        "send it again.",
        "answer unknown");
    row(error(ErrorKind::Rate), "lab.example asks to wait longer than an hour. Try again later.", "asked to wait");
    QCOMPARE(int(m_kinds.size()), errorKindCount);
}

void TestErrorText::sentences()
{
    QFETCH(TransferError, e);
    QTEST(errorText(e), "sentence");
    QTEST(errorSummary(e), "summary");
}

void TestErrorText::silenceNamesThePhase_data()
{
    QTest::addColumn<Phase>("phase");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *name, Phase phase, const char *sentence) {
        QTest::newRow(name) << phase << QString::fromUtf8(sentence);
    };
    row("name", Phase::NameLookup, "The name lab.example was not resolved in time. Check the network, then try again.");
    row("connection", Phase::Connect,
        "lab.example did not accept a connection in time. Check the address and the network, then try again.");
    row("TLS", Phase::Tls, "lab.example did not finish the TLS handshake in time. Try again.");
    row("sending", Phase::Send, "lab.example stopped taking bytes. Try again.");
    row("answer", Phase::Await,
        "lab.example did not answer in time. Try again, or allow a longer wait for the answer.");
}

void TestErrorText::silenceNamesThePhase()
{
    QFETCH(Phase, phase);
    TransferError e = error(ErrorKind::Timeout);
    e.detail.clear();
    e.phase = phase;
    QTEST(errorText(e), "sentence");
}

void TestErrorText::eachCertificateFaultHasItsOwnSentence()
{
    QSet<QString> sentences;
    int faults = 0;
    for (int fault = int(TlsFault::SelfSigned); fault <= int(TlsFault::ClientCertificate); ++fault, ++faults) {
        TransferError e = error(ErrorKind::Tls);
        e.tls.fault = TlsFault(fault);
        QVERIFY(errorText(e).contains(e.subject));
        QVERIFY(!errorSummary(e).isEmpty());
        sentences.insert(errorText(e));
    }
    QCOMPARE(sentences.size(), faults);
}

QTEST_GUILESS_MAIN(TestErrorText)
#include "tst_errortext.moc"
