#include "ui/details/CourseView.h"

#include "ui/look/Theme.h"
#include "ui/parts/NameList.h"
#include "ui/parts/Tone.h"

#include <QGridLayout>
#include <QVBoxLayout>

namespace ferry::ui {

namespace {

constexpr int mostLines = 20;

} // namespace

CourseView::CourseView(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout)
    , m_title(new ToneLabel(tr("Attempts before"), Tone::Text, 13, QFont::DemiBold, this))
    , m_attempts(new NameList(NameList::Look::Plain, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::space12);
    m_grid->setHorizontalSpacing(metrics::space16);
    m_grid->setVerticalSpacing(metrics::space4);
    m_grid->setColumnStretch(1, 1);
    layout->addLayout(m_grid);
    layout->addWidget(m_title);
    layout->addWidget(m_attempts);
    m_attempts->setAccessibleName(tr("Attempts before"));
}

void CourseView::setSnapshot(const TransferSnapshot &snapshot)
{
    if (const QList<TransferFact> facts = transferFacts(snapshot); facts != m_shown)
        showFacts(facts);
    const QList<AttemptLine> lines = attemptLines(snapshot, QDateTime::currentDateTimeUtc());
    setVisible(!m_shown.isEmpty() || !lines.isEmpty());
    m_title->setVisible(!lines.isEmpty());
    m_attempts->setVisible(!lines.isEmpty());
    if (lines == m_lines)
        return;
    m_lines = lines;
    QList<NameList::Item> items;
    for (const AttemptLine &line : lines.mid(0, mostLines))
        items.append({{}, line.what, line.when, false});
    if (lines.size() > mostLines)
        items.append({{}, tr("and %n more", nullptr, int(lines.size()) - mostLines), {}, true});
    m_attempts->setItems(items);
}

void CourseView::showFacts(const QList<TransferFact> &facts)
{
    m_shown = facts;
    qDeleteAll(m_labels);
    m_labels.clear();
    int row = 0;
    for (const TransferFact &fact : facts) {
        auto *name = new ToneLabel(fact.name, Tone::Secondary, 12, QFont::Normal, this);
        auto *value = new ToneLabel(fact.value, Tone::Text, 12, QFont::Normal, this);
        value->setWordWrap(true);
        value->setMinimumWidth(1);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        value->setAccessibleName(fact.name + u' ' + fact.value);
        m_grid->addWidget(name, row, 0, Qt::AlignTop);
        m_grid->addWidget(value, row, 1);
        m_labels << name << value;
        ++row;
    }
}

} // namespace ferry::ui
