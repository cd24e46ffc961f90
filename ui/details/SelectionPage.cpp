#include "ui/details/SelectionPage.h"

#include "ui/details/DetailsActions.h"
#include "ui/look/Theme.h"
#include "ui/parts/BoxFrame.h"
#include "ui/parts/Buttons.h"
#include "ui/parts/Numbers.h"
#include "ui/parts/PassFocus.h"
#include "ui/parts/Tone.h"
#include "ui/queue/RowNumbers.h"

#include <QFocusEvent>
#include <QPushButton>
#include <QVBoxLayout>

namespace ferry::ui {

namespace {

constexpr DetailsAction actionOfChoice[] = {DetailsAction::Save,     DetailsAction::SignIn, DetailsAction::Resume,
                                            DetailsAction::Pause,    DetailsAction::Retry,  DetailsAction::SendAgain,
                                            DetailsAction::MarkDone, DetailsAction::Cancel, DetailsAction::Discard,
                                            DetailsAction::Remove};

} // namespace

SelectionPage::SelectionPage(QWidget *parent)
    : QScrollArea(parent)
{
    BoxFrame::clear(this);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    build();
    connectChoices();
}

void SelectionPage::build()
{
    auto *content = new QWidget(this);
    m_count = new ToneLabel({}, Tone::Text, 14, QFont::DemiBold, content);
    m_sum = new ToneLabel({}, Tone::Secondary, 12, QFont::Normal, content);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(metrics::space16, metrics::space4, metrics::space16, metrics::space16);
    layout->setSpacing(metrics::space8);
    m_sum->setWordWrap(true);
    layout->addWidget(m_count);
    layout->addWidget(m_sum);
    layout->addSpacing(metrics::space4);
    addChoices(layout);
    layout->addStretch(1);
    setWidget(content);
    content->setAutoFillBackground(false);
}

void SelectionPage::addChoices(QVBoxLayout *layout)
{
    for (int i = 0; i < ChoiceCount; ++i) {
        const ButtonKind kind = i == Save ? ButtonKind::Tonal : ButtonKind::Plain;
        QPushButton *button = makeButton({}, kind, layout->parentWidget(), actionWords(actionOfChoice[i]).icon);
        button->installEventFilter(this);
        layout->addWidget(button, 0, Qt::AlignLeft);
        m_choices[i].button = button;
    }
}

void SelectionPage::connectChoices()
{
    connect(m_choices[Save].button, &QPushButton::clicked, this, [this] { emit saveRequested(m_choices[Save].ids); });
    connect(m_choices[Pause].button, &QPushButton::clicked, this,
            [this] { emit pauseRequested(m_choices[Pause].ids); });
    connect(m_choices[Resume].button, &QPushButton::clicked, this,
            [this] { emit resumeRequested(m_choices[Resume].ids); });
    connect(m_choices[Retry].button, &QPushButton::clicked, this,
            [this] { emit retryRequested(m_choices[Retry].ids); });
    connect(m_choices[SendAgain].button, &QPushButton::clicked, this,
            [this] { emit retryRequested(m_choices[SendAgain].ids); });
    connect(m_choices[MarkDone].button, &QPushButton::clicked, this,
            [this] { emit markDoneRequested(m_choices[MarkDone].ids); });
    connect(m_choices[SignIn].button, &QPushButton::clicked, this,
            [this] { emit signInRequested(m_choices[SignIn].ids); });
    connect(m_choices[Cancel].button, &QPushButton::clicked, this,
            [this] { emit cancelRequested(m_choices[Cancel].ids); });
    connect(m_choices[Discard].button, &QPushButton::clicked, this,
            [this] { emit discardRequested(m_choices[Discard].ids); });
    connect(m_choices[Remove].button, &QPushButton::clicked, this,
            [this] { emit removeRequested(m_choices[Remove].ids); });
}

/// Qt scrolls to what Tab reaches from within, and not to what it reaches from without. Under the pointer nothing
/// moves.
bool SelectionPage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn && static_cast<QFocusEvent *>(event)->reason() != Qt::MouseFocusReason)
        ensureWidgetVisible(static_cast<QWidget *>(watched), 0, metrics::space8);
    return QScrollArea::eventFilter(watched, event);
}

void SelectionPage::setSnapshots(const QList<TransferSnapshot> &snapshots)
{
    qint64 done = 0;
    qint64 total = 0;
    for (Choice &choice : m_choices)
        choice.ids.clear();
    for (const TransferSnapshot &snapshot : snapshots) {
        done += snapshot.bytesDone;
        total += qMax(snapshot.bytesTotal, snapshot.bytesDone);
        for (int i = 0; i < ChoiceCount; ++i) {
            if (fits(actionOfChoice[i], snapshot))
                m_choices[i].ids.append(snapshot.id);
        }
    }
    m_count->setText(tr("%Ln items", nullptr, int(snapshots.size())));
    m_sum->setText(done < total ? sizeOfTotalText(done, total) : sizeText(total));
    const auto n = [this](int choice) { return int(m_choices[choice].ids.size()); };
    fill(Save, n(Save) == 1 ? tr("Save 1 file") : tr("Save %Ln files", nullptr, n(Save)));
    fill(SignIn, actionWords(DetailsAction::SignIn).text);
    fill(Pause, n(Pause) == 1 ? tr("Pause 1 item") : tr("Pause %Ln items", nullptr, n(Pause)));
    fill(Resume, n(Resume) == 1 ? tr("Resume 1 item") : tr("Resume %Ln items", nullptr, n(Resume)));
    fill(Retry, n(Retry) == 1 ? tr("Retry 1 item") : tr("Retry %Ln items", nullptr, n(Retry)));
    fill(SendAgain, n(SendAgain) == 1 ? tr("Send 1 item again") : tr("Send %Ln items again", nullptr, n(SendAgain)));
    fill(MarkDone, n(MarkDone) == 1 ? tr("Mark 1 item as done") : tr("Mark %Ln items as done", nullptr, n(MarkDone)));
    fill(Cancel, n(Cancel) == 1 ? tr("Cancel 1 item") : tr("Cancel %Ln items", nullptr, n(Cancel)));
    fill(Discard, n(Discard) == 1 ? tr("Discard 1 file") : tr("Discard %Ln files", nullptr, n(Discard)));
    fill(Remove,
         n(Remove) == 1 ? tr("Remove 1 item from the list") : tr("Remove %Ln items from the list", nullptr, n(Remove)));
}

void SelectionPage::fill(int choice, const QString &text)
{
    QPushButton *button = m_choices[choice].button;
    if (button->text() != text)
        button->setText(text);
    const bool isWanted = !m_choices[choice].ids.isEmpty();
    if (!isWanted)
        passFocus(*button, nullptr);
    button->setVisible(isWanted);
}

QString SelectionPage::summary() const
{
    return tr("%1, %2", "count, sum").arg(m_count->text(), m_sum->text());
}

} // namespace ferry::ui
