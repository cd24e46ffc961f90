#include "ui/details/DetailsPanel.h"

#include "core/types/Secrets.h"
#include "ui/details/AnswerPage.h"
#include "ui/details/RequestPage.h"
#include "ui/details/SelectionPage.h"
#include "ui/details/TimingPage.h"
#include "ui/look/Theme.h"
#include "ui/parts/Buttons.h"
#include "ui/parts/ForeignText.h"
#include "ui/parts/Tone.h"
#include "ui/queue/RowNumbers.h"
#include "ui/queue/RowText.h"
#include "ui/queue/WaitText.h"

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QPainter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace ferry::ui {

namespace {

constexpr int lowHeight = 560;

/// The name of a destination, else host and path: a server may have more than one place to send to.
QString endpointText(const TransferSnapshot &s)
{
    const auto *upload = std::get_if<UploadRequest>(s.request.get());
    if (upload && !upload->destinationName.isEmpty())
        return partnerName(s);
    const QUrl::FormattingOptions hostAndPath = QUrl::RemoveScheme | QUrl::RemoveQuery | QUrl::RemoveFragment;
    return harmless(shownAddress(s.url(), hostAndPath).mid(2));
}

QString whereText(const TransferSnapshot &s)
{
    const QString partner = endpointText(s);
    const bool upload = s.kind() == TransferKind::Upload;
    if (!isFinal(s.state) || !s.stateSince.isValid())
        return upload ? DetailsPanel::tr("Upload to %1").arg(partner) : DetailsPanel::tr("Download from %1").arg(partner);
    const QString time = clockText(s.stateSince, QDateTime::currentDateTimeUtc());
    return upload ? DetailsPanel::tr("Upload to %1, %2", "a server, a time").arg(partner, time)
                  : DetailsPanel::tr("Download from %1, %2", "a server, a time").arg(partner, time);
}

} // namespace

DetailsPanel::DetailsPanel(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    setAccessibleName(tr("Details"));
    setMinimumWidth(scaled(260));
    m_seconds.setSingleShot(true);
    connect(&m_seconds, &QTimer::timeout, this, &DetailsPanel::showCurrentPage);
    build();
}

void DetailsPanel::build()
{
    if (m_content)
        m_content->deleteLater();
    m_content = new QWidget(this);
    auto *outer = new QVBoxLayout(m_content);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(metrics::space16, metrics::space12, metrics::space12, 0);
    bar->setSpacing(metrics::space8);
    m_back = makeIconButton(QStringLiteral("chevron-left"), tr("Back (Esc)"), m_content);
    m_close = makeIconButton(QStringLiteral("cancel"), tr("Close the details (Esc)"), m_content);
    m_name = new ElidedLabel(Tone::Text, 14, QFont::DemiBold, Qt::ElideMiddle, m_content);
    m_where = new ElidedLabel(Tone::Secondary, 12, QFont::Normal, Qt::ElideMiddle, m_content);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(m_name);
    texts->addWidget(m_where);
    bar->addWidget(m_back);
    bar->addLayout(texts, 1);
    bar->addWidget(m_close, 0, Qt::AlignTop);
    outer->addLayout(bar);

    m_stack = new QStackedWidget(m_content);
    auto *empty = new ToneLabel(tr("Choose an item to see its answer."), Tone::Secondary, 13);
    empty->setAlignment(Qt::AlignCenter);
    empty->setWordWrap(true);
    empty->setMargin(metrics::space24);
    m_selection = new SelectionPage;
    m_stack->addWidget(empty);
    m_stack->addWidget(buildOne());
    m_stack->addWidget(m_selection);
    outer->addWidget(m_stack, 1);
    layout()->addWidget(m_content);
    connectPages();
    setAsPage(m_page);
    setSnapshots(std::exchange(m_shown, {}));
}

QWidget *DetailsPanel::buildOne()
{
    m_tabs = new QTabWidget;
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setDrawBase(true);
    m_tabs->tabBar()->setExpanding(false);
    m_answer = new AnswerPage;
    m_request = new RequestPage;
    m_timing = new TimingPage;
    m_tabs->addTab(m_answer, tr("Answer"));
    m_tabs->addTab(m_request, tr("Request"));
    m_tabs->addTab(m_timing, tr("Timing"));
    auto *one = new QWidget;
    auto *layout = new QVBoxLayout(one);
    layout->setContentsMargins(0, metrics::space8, 0, 0);
    layout->addWidget(m_tabs);
    connect(m_tabs, &QTabWidget::currentChanged, this, &DetailsPanel::showCurrentPage);
    return one;
}

void DetailsPanel::connectPages()
{
    connect(m_back, &QToolButton::clicked, this, &DetailsPanel::closeRequested);
    connect(m_close, &QToolButton::clicked, this, &DetailsPanel::closeRequested);
    connect(m_answer, &AnswerPage::triggered, this, &DetailsPanel::trigger);
    connect(m_answer, &AnswerPage::message, this, &DetailsPanel::message);
    connect(m_request, &RequestPage::message, this, &DetailsPanel::message);
    connect(m_selection, &SelectionPage::saveRequested, this, &DetailsPanel::saveRequested);
    connect(m_selection, &SelectionPage::discardRequested, this, &DetailsPanel::discardRequested);
    connect(m_selection, &SelectionPage::cancelRequested, this, &DetailsPanel::cancelRequested);
    connect(m_selection, &SelectionPage::pauseRequested, this, &DetailsPanel::pauseRequested);
    connect(m_selection, &SelectionPage::resumeRequested, this, &DetailsPanel::resumeRequested);
    connect(m_selection, &SelectionPage::retryRequested, this, &DetailsPanel::retryRequested);
    connect(m_selection, &SelectionPage::markDoneRequested, this, [this](const QList<TransferId> &ids) {
        for (const TransferId id : QList<TransferId>(ids)) // the page may have others by the second one
            emit markDoneRequested(id);
    });
    // The others of its realm wait for the same name and password.
    connect(m_selection, &SelectionPage::signInRequested, this,
            [this](const QList<TransferId> &ids) { emit signInRequested(ids.first()); });
    connect(m_selection, &SelectionPage::removeRequested, this, &DetailsPanel::removeRequested);
}

void DetailsPanel::setSnapshots(const QList<TransferSnapshot> &snapshots)
{
    m_shown = snapshots;
    const int page = int(qMin<qsizetype>(2, snapshots.size()));
    if (m_stack->currentIndex() != page)
        m_stack->setCurrentIndex(page);
    m_name->setVisible(page == 1);
    m_where->setVisible(page == 1);
    if (page == 1)
        showOne(snapshots.first());
    else if (page == 2)
        m_selection->setSnapshots(snapshots);
}

void DetailsPanel::showOne(const TransferSnapshot &snapshot)
{
    m_name->setFullText(shownName(snapshot));
    m_where->setFullText(whereText(snapshot));
    showCurrentPage();
    if (snapshot.exchange && snapshot.exchange->partial && std::exchange(m_asked, snapshot.id) != snapshot.id)
        emit answerWanted(snapshot.id);
}

void DetailsPanel::showCurrentPage()
{
    // The other pages are fed when they come to the front.
    m_seconds.stop();
    if (m_shown.size() != 1)
        return;
    watchSeconds();
    const TransferSnapshot &snapshot = m_shown.first();
    if (m_tabs->currentWidget() == m_answer)
        m_answer->setSnapshot(snapshot);
    else if (m_tabs->currentWidget() == m_request)
        m_request->setSnapshot(snapshot);
    else
        m_timing->setSnapshot(snapshot);
}

void DetailsPanel::watchSeconds()
{
    constexpr int late = 5;
    const auto next = untilTextChanges(m_shown.first(), QDateTime::currentDateTimeUtc());
    if (next && isVisible())
        m_seconds.start(int(*next) + late);
}

void DetailsPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    showCurrentPage();
}

void DetailsPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_seconds.stop();
}

void DetailsPanel::setAsPage(bool page)
{
    m_page = page;
    m_back->setVisible(page);
    m_close->setVisible(!page);
}

void DetailsPanel::trigger(DetailsAction action)
{
    if (m_shown.size() != 1)
        return;
    const TransferSnapshot snapshot = m_shown.first();
    const TransferId id = snapshot.id;
    switch (action) {
    case DetailsAction::Save:
        emit saveRequested({id});
        break;
    case DetailsAction::SaveAs:
        emit saveAsRequested(id);
        break;
    case DetailsAction::Open:
        emit openRequested(id);
        break;
    case DetailsAction::ShowInFolder:
        emit showInFolderRequested(id);
        break;
    case DetailsAction::Discard:
        emit discardRequested({id});
        break;
    case DetailsAction::Cancel:
        emit cancelRequested({id});
        break;
    case DetailsAction::Pause:
        emit pauseRequested({id});
        break;
    case DetailsAction::Resume:
        emit resumeRequested({id});
        break;
    case DetailsAction::Retry:
    case DetailsAction::SendAgain:
        emit retryRequested({id});
        break;
    case DetailsAction::MarkDone:
        emit markDoneRequested(id);
        break;
    case DetailsAction::Review:
        emit reviewRequested(id);
        break;
    case DetailsAction::SignIn:
        emit signInRequested(id);
        break;
    case DetailsAction::CopyLink:
        QApplication::clipboard()->setText(snapshot.link.toString(QUrl::FullyEncoded));
        emit message(tr("The link was copied."));
        break;
    case DetailsAction::OpenLink:
        emit openLinkRequested(snapshot.link);
        break;
    case DetailsAction::Remove:
        emit removeRequested({id});
        break;
    }
}

void DetailsPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && event->modifiers() == Qt::NoModifier) {
        emit closeRequested();
        return;
    }
    QWidget::keyPressEvent(event);
}

void DetailsPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    setLow(m_low);
}

void DetailsPanel::setLow(bool low)
{
    m_low = low;
    m_answer->setLow(low || height() < scaled(lowHeight));
    if (m_shown.size() == 1 && m_tabs->currentWidget() == m_answer)
        m_answer->setSnapshot(m_shown.first());
}

void DetailsPanel::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), Theme::current().surface);
}

void DetailsPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        build();
}

} // namespace ferry::ui
