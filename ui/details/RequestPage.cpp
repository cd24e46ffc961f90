#include "ui/details/RequestPage.h"

#include "core/engine/RequestCheck.h"
#include "core/types/Secrets.h"
#include "ui/details/CurlCommand.h"
#include "ui/details/ExchangeNotes.h"
#include "ui/details/FoldSection.h"
#include "ui/details/HeaderTable.h"
#include "ui/details/RedirectList.h"
#include "ui/look/Icons.h"
#include "ui/look/Theme.h"
#include "ui/parts/BoxFrame.h"
#include "ui/parts/Buttons.h"
#include "ui/parts/ForeignText.h"
#include "ui/parts/NameList.h"
#include "ui/parts/Tone.h"
#include "ui/queue/QueueCommands.h"

#include <QApplication>
#include <QClipboard>
#include <QFileInfo>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace ferry::ui {

namespace {

constexpr int mostParts = 12;

/// What will be sent, as far as it is known before.
HeaderList plannedHeaders(const TransferRequest &request)
{
    return shownHeaders(headersOf(request));
}

QByteArray methodOf(const TransferRequest &request)
{
    const auto *upload = std::get_if<UploadRequest>(&request);
    return upload ? upload->method : QByteArrayLiteral("GET");
}

/// What the page does not show yet.
QString headersNote(const TransferSnapshot &s)
{
    if (s.exchange && !s.exchange->requestHeaders.isEmpty())
        return {};
    if (isOnWire(s.state))
        return RequestPage::tr("All headers are known when the answer is here.");
    if (QueueCommands::isInLine(s) && !s.attempts.isEmpty())
        return RequestPage::tr("The next try has not begun.");
    return {};
}

} // namespace

RequestPage::RequestPage(QWidget *parent)
    : QScrollArea(parent)
{
    BoxFrame::clear(this);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    build();
}

void RequestPage::build()
{
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(metrics::space16, metrics::space12, metrics::space16, metrics::space12);
    layout->setSpacing(metrics::space8);

    auto *head = new QHBoxLayout;
    m_method = new ToneLabel({}, Tone::Text, 13, QFont::DemiBold, content);
    auto *copyAddress = makeIconButton(QStringLiteral("copy"), tr("Copy the address"), content);
    head->addWidget(m_method, 1);
    head->addWidget(copyAddress);
    layout->addLayout(head);
    m_address = new ToneLabel({}, Tone::Text, 12, QFont::Normal, content);
    m_address->setFont(codeFont());
    m_address->setWordWrap(true);
    m_address->setMinimumWidth(1);
    m_address->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_address->setFocusPolicy(Qt::ClickFocus);
    layout->addWidget(m_address);
    auto *curlRow = new QHBoxLayout;
    auto *copyCurl = makeButton(tr("Copy as curl"), ButtonKind::Plain, content, QStringLiteral("copy"));
    copyCurl->setMinimumHeight(28);
    copyCurl->setToolTip(tr("Secrets are left out: names in capitals stand in their place."));
    curlRow->addWidget(copyCurl);
    curlRow->addStretch(1);
    layout->addLayout(curlRow);
    layout->addSpacing(metrics::space4);

    m_note = new ToneLabel({}, Tone::Secondary, 12, QFont::Normal, content);
    m_note->setWordWrap(true);
    m_note->setMinimumWidth(1);
    m_note->hide();
    layout->addWidget(m_note);
    m_headers = new HeaderTable;
    m_headers->setWhole(true);
    m_headersSection = new FoldSection(tr("Headers"), m_headers, content);
    auto *copyHeaders = makeIconButton(QStringLiteral("copy"), tr("Copy the headers"), content);
    m_headersSection->addButton(copyHeaders);
    layout->addWidget(m_headersSection);
    m_partsTitle = new ToneLabel(tr("Form"), Tone::Text, 13, QFont::DemiBold, content);
    m_carrier = new ToneLabel({}, Tone::Secondary, 12, QFont::Normal, content);
    m_carrier->setWordWrap(true);
    m_carrier->setMinimumWidth(1);
    m_carrier->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_parts = new NameList(NameList::Look::Plain, content);
    m_redirectsTitle = new ToneLabel(tr("Redirects"), Tone::Text, 13, QFont::DemiBold, content);
    m_redirects = new RedirectList(content);
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_partsTitle, m_carrier, m_parts, m_redirectsTitle, m_redirects})
        layout->addWidget(widget);
    layout->addStretch(1);
    setWidget(content);
    content->setAutoFillBackground(false);

    connect(copyAddress, &QToolButton::clicked, this, [this] { copy(address(), tr("The address was copied.")); });
    connect(copyCurl, &QPushButton::clicked, this, [this] { copy(curl(), tr("The command was copied, without its secrets.")); });
    connect(copyHeaders, &QToolButton::clicked, this,
            [this] { copy(HeaderTable::asText(m_headers->headers()), tr("The headers were copied.")); });
}

void RequestPage::setSnapshot(const TransferSnapshot &snapshot)
{
    const bool isNew = snapshot.request != m_request || snapshot.exchange != m_exchange;
    m_request = snapshot.request;
    m_exchange = snapshot.exchange;
    showStanding(snapshot);
    if (!isNew)
        return;
    m_address->setText(harmless(address()));
    showHeaders();
    showParts();
    showCarrier(bodyLeftAt(snapshot));
    showRedirects();
}

/// Changes without a new exchange.
void RequestPage::showStanding(const TransferSnapshot &snapshot)
{
    const QString method = QString::fromUtf8(isSent() ? m_exchange->method : methodOf(*m_request));
    const bool wasSent = isSent() || wasTried(snapshot);
    m_method->setText(wasSent ? method : tr("%1, not sent yet", "a method").arg(method));
    const QString note = headersNote(snapshot);
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

/// Without its secrets; empty before there is a request.
QString RequestPage::address() const
{
    return m_request ? shownAddress(isSent() ? m_exchange->url : urlOf(*m_request)) : QString();
}

void RequestPage::showHeaders()
{
    const bool sent = m_exchange && !m_exchange->requestHeaders.isEmpty();
    const HeaderList headers = sent ? m_exchange->requestHeaders : plannedHeaders(*m_request);
    m_headers->setHeaders(headers);
    m_headersSection->setDetail(QString::number(headers.size()));
    m_headersSection->setVisible(!headers.isEmpty());
}

void RequestPage::showParts()
{
    QList<NameList::Item> items;
    if (const auto *upload = std::get_if<UploadRequest>(m_request.get())) {
        for (const FormField &field : upload->fields) {
            const QString value = isSecretField(field.name) ? secretDots() : QString::fromUtf8(field.value.left(200)).simplified();
            items.append({{}, field.name, value, false});
        }
        for (const FormFile &file : upload->files) {
            const QString name = file.fileName.isEmpty() ? QFileInfo(file.path).fileName() : file.fileName;
            items.append({fileIconName(name), file.name, name, false});
        }
        if (!upload->rawBodyPath.isEmpty())
            items.append({fileIconName(upload->rawBodyPath), tr("Whole body"),
                          QFileInfo(upload->rawBodyPath).fileName(), false});
    }
    if (items.size() > mostParts) {
        const int more = int(items.size()) - mostParts + 1;
        items.resize(mostParts - 1);
        items.append({{}, tr("and %Ln more", nullptr, more), {}, true});
    }
    m_partsTitle->setVisible(!items.isEmpty());
    m_parts->setVisible(!items.isEmpty());
    m_parts->setItems(items);
}

/// The request above may be one that carried nothing of the form.
void RequestPage::showCarrier(const RedirectHop *hop)
{
    m_carrier->setVisible(hop && !m_parts->isHidden());
    if (hop)
        m_carrier->setText(tr("Sent by %1 to %2, before the redirect.", "a method, an address")
                               .arg(QString::fromUtf8(methodOf(*m_request)), harmless(shownAddress(hop->from))));
}

void RequestPage::showRedirects()
{
    const QList<RedirectHop> hops = m_exchange ? m_exchange->redirects : QList<RedirectHop>();
    m_redirectsTitle->setVisible(!hops.isEmpty());
    m_redirects->setVisible(!hops.isEmpty());
    m_redirects->setHops(hops);
}

QString RequestPage::curl() const
{
    return m_request ? curlCommand(*m_request) : QString();
}

void RequestPage::copy(const QString &text, const QString &sentence)
{
    QApplication::clipboard()->setText(text);
    emit message(sentence);
}

} // namespace ferry::ui
