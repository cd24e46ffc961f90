#include "ui/details/AnswerPage.h"

#include "core/types/Secrets.h"
#include "ui/details/ActionRow.h"
#include "ui/details/BodyView.h"
#include "ui/details/ExchangeNotes.h"
#include "ui/details/FoldSection.h"
#include "ui/details/HeaderTable.h"
#include "ui/details/TransferFacts.h"
#include "ui/details/VerdictView.h"
#include "ui/look/Theme.h"
#include "ui/parts/BoxFrame.h"
#include "ui/parts/Buttons.h"
#include "ui/parts/Tone.h"

#include <QApplication>
#include <QClipboard>
#include <QToolButton>
#include <QVBoxLayout>

namespace ferry::ui {

AnswerPage::AnswerPage(QWidget *parent)
    : QScrollArea(parent)
{
    BoxFrame::clear(this);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    auto *content = new QWidget(this);
    content->setAutoFillBackground(false);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(metrics::space16, metrics::space12, metrics::space16, metrics::space12);
    layout->setSpacing(metrics::space12);
    m_banner = new VerdictBanner(content);
    m_cells = new VerdictCells(content);
    m_actions = new ActionRow(content);
    m_notes = new ToneLabel({}, Tone::Secondary, 12, QFont::Normal, content);
    m_notes->setWordWrap(true);
    m_notes->setMinimumWidth(1);
    m_notes->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_notes->hide();
    m_headers = new HeaderTable;
    m_section = new FoldSection(tr("Headers"), m_headers, content);
    auto *copy = makeIconButton(QStringLiteral("copy"), tr("Copy the headers"), content);
    m_section->addButton(copy);
    m_body = new BodyView(tr("Body"), content);
    m_preview = new BodyView(tr("Preview"), content);
    layout->addWidget(m_banner);
    layout->addWidget(m_cells);
    layout->addWidget(m_actions);
    layout->addWidget(m_notes);
    layout->addWidget(m_section);
    layout->addWidget(m_body, 1);
    layout->addWidget(m_preview, 1);
    layout->addStretch(0);
    setWidget(content);
    content->setAutoFillBackground(false);
    m_preview->hide();
    connect(copy, &QToolButton::clicked, this, &AnswerPage::copyHeaders);
    connect(m_actions, &ActionRow::triggered, this, &AnswerPage::triggered);
    connect(m_body, &BodyView::message, this, &AnswerPage::message);
}

void AnswerPage::setSnapshot(const TransferSnapshot &snapshot)
{
    m_banner->setVerdict(verdictOf(snapshot));
    m_cells->setCells(m_low ? QList<VerdictCell>() : verdictCellsOf(snapshot));
    m_actions->setActions(actionsFor(snapshot));
    const QString notes = (transferNotes(snapshot) + exchangeNotes(snapshot)).join(u'\n');
    m_notes->setText(notes);
    m_notes->setVisible(!notes.isEmpty());
    // The exchange is immutable and shared: the same one has nothing new to say.
    if (snapshot.exchange != m_exchange || !m_exchange) {
        m_exchange = snapshot.exchange;
        const HeaderList headers = m_exchange ? shownHeaders(m_exchange->headers) : HeaderList();
        if (headers != m_headers->headers() || headers.isEmpty()) {
            m_headers->setHeaders(headers);
            m_section->setDetail(QString::number(headers.size()));
        }
        m_section->setVisible(!headers.isEmpty());
    }
    showBodies(snapshot);
}

void AnswerPage::showBodies(const TransferSnapshot &snapshot)
{
    const bool answered = snapshot.exchange && snapshot.exchange->statusCode > 0;
    const bool isFile = bodyIsFile(snapshot);
    const QString path = snapshot.state == TransferState::Ready ? snapshot.tempPath
        : snapshot.state == TransferState::Done                 ? snapshot.savedPath
                                                                : QString();
    m_body->setVisible(answered && !isFile);
    m_preview->setVisible(isFile && !path.isEmpty());
    m_headers->setWhole(m_body->isHidden() && m_preview->isHidden());
    if (answered && !isFile)
        m_body->showAnswer(snapshot.exchange);
    if (isFile && !path.isEmpty())
        m_preview->showFile(path, snapshot.name);
}

void AnswerPage::setLow(bool low)
{
    if (low == m_low)
        return;
    m_low = low;
    m_section->setFolded(low);
    if (low)
        m_cells->setCells({});
}

void AnswerPage::copyHeaders()
{
    QApplication::clipboard()->setText(HeaderTable::asText(m_headers->headers()));
    emit message(tr("The headers were copied."));
}

} // namespace ferry::ui
