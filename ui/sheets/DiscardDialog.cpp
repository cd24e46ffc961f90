#include "ui/sheets/DiscardDialog.h"

#include "ui/look/Theme.h"
#include "ui/parts/Buttons.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace ferry::ui {

DiscardDialog::DiscardDialog(const QString &title, QWidget *parent)
    : Notice(parent)
    , m_discard(makeButton(tr("Discard"), ButtonKind::Destructive, this))
    , m_stay(makeButton(tr("Keep editing"), ButtonKind::Primary, this))
{
    setWindowTitle(title);
    setHead(QStringLiteral("problem"), Tone::Warn, tr("Discard what you have entered?"),
            tr("It is kept nowhere else."));
    bodyLayout()->addStretch(1);
    footerLayout()->addWidget(m_discard);
    footerLayout()->addStretch(1);
    footerLayout()->addWidget(m_stay);
    connect(m_discard, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_stay, &QPushButton::clicked, this, &QDialog::reject);
    m_stay->setDefault(true);
    setMinimumWidth(scaled(360));
    fitHeight(scaled(420), scaled(140));
}

} // namespace ferry::ui
