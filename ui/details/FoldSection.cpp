#include "ui/details/FoldSection.h"

#include "ui/look/FerryStyle.h"
#include "ui/look/Icons.h"
#include "ui/look/Theme.h"
#include "ui/parts/Tone.h"

#include <QToolButton>
#include <QVBoxLayout>

namespace ferry::ui {

FoldSection::FoldSection(const QString &title, QWidget *content, QWidget *parent)
    : QWidget(parent)
    , m_fold(new QToolButton(this))
    , m_detail(new ToneLabel({}, Tone::Secondary, 13, QFont::Normal, this))
    , m_content(content)
    , m_head(new QHBoxLayout)
    , m_title(title)
{
    m_fold->setText(title);
    m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_fold->setIconSize(QSize(metrics::iconSmall, metrics::iconSmall));
    m_fold->setCheckable(true);
    m_fold->setChecked(true);
    m_fold->setAutoRaise(true);
    m_fold->setFont(scaledFont(13, QFont::DemiBold));
    m_fold->setFocusPolicy(Qt::TabFocus);
    setButtonKind(m_fold, ButtonKind::Flush);
    m_head->setContentsMargins(0, 0, 0, 0);
    m_head->setSpacing(2);
    m_head->addWidget(m_fold);
    m_head->addWidget(m_detail, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(m_head);
    layout->addWidget(content);
    connect(m_fold, &QToolButton::toggled, this, &FoldSection::showFold);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed); // what it needs, whatever room there is
    showFold(true);
}

void FoldSection::setDetail(const QString &detail)
{
    m_detail->setText(detail);
    m_fold->setAccessibleName(tr("%1, %2", "heading, count").arg(m_title, detail));
}

void FoldSection::setFolded(bool folded)
{
    m_fold->setChecked(!folded);
}

bool FoldSection::isFolded() const
{
    return !m_fold->isChecked();
}

void FoldSection::addButton(QToolButton *button)
{
    m_head->addWidget(button);
}

void FoldSection::showFold(bool open)
{
    m_fold->setIcon(icon(open ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right")));
    m_fold->setToolTip(open ? tr("Fold") : tr("Unfold"));
    m_content->setVisible(open);
}

} // namespace ferry::ui
