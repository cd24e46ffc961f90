#include "ui/sheets/ReplaceAddressDialog.h"

#include "core/engine/RequestCheck.h"
#include "core/types/ErrorText.h"
#include "ui/look/Theme.h"
#include "ui/parts/Buttons.h"
#include "ui/parts/FieldProblem.h"
#include "ui/parts/ForeignText.h"
#include "ui/parts/Numbers.h"
#include "ui/parts/Tone.h"
#include "ui/queue/WaitText.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QShowEvent>

namespace ferry::ui {

namespace {

QString whatWillHappen(const TransferSnapshot &s)
{
    if (s.bytesDone <= 0)
        return ReplaceAddressDialog::tr("Nothing has come yet; it is fetched from the new address.");
    if (!goesOnAfterPause(s))
        return ReplaceAddressDialog::tr("The %1 that have come are thrown away, since nothing could prove that the new "
                                        "address has the same file. It starts over.",
                                        "a size")
            .arg(sizeText(s.bytesDone));
    return ReplaceAddressDialog::tr(
               "The %1 that have come are kept if the new address has the same file. The same server has to name the "
               "same version of it, and the last 256 KiB of each piece come again and are compared. Otherwise the "
               "download starts over.",
               "a size")
        .arg(sizeText(s.bytesDone));
}

} // namespace

ReplaceAddressDialog::ReplaceAddressDialog(const TransferSnapshot &snapshot, QWidget *parent)
    : Notice(parent)
    , m_id(snapshot.id)
{
    setWindowTitle(tr("Replace the address"));
    setHead(QStringLiteral("link"), Tone::Accent, tr("Another address for %1").arg(snapshot.name),
            whatWillHappen(snapshot));
    bodyLayout()->addSpacing(metrics::space8);
    addFields(snapshot);
    bodyLayout()->addStretch(1);
    addButtons();
    setMinimumWidth(scaled(420));
    fitHeight(scaled(560), scaled(260));
}

void ReplaceAddressDialog::addFields(const TransferSnapshot &snapshot)
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(metrics::space12);
    grid->setVerticalSpacing(metrics::space8);
    grid->setColumnMinimumWidth(0, scaled(72));
    grid->setColumnStretch(1, 1);
    m_now = new ToneLabel(harmless(shownAddress(snapshot.url())), Tone::Secondary, 12, QFont::Normal, this);
    m_now->setFont(codeFont());
    m_now->setWordWrap(true);
    m_now->setMinimumWidth(1);
    m_now->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_address = new QLineEdit(this);
    m_address->setMinimumHeight(scaled(metrics::controlHeight));
    m_address->setPlaceholderText(QStringLiteral("https://"));
    m_address->setAccessibleName(tr("New address"));
    m_problem = new FieldProblem(m_address, this);
    grid->addWidget(new ToneLabel(tr("Now"), Tone::Text, 13, QFont::Medium, this), 0, 0, Qt::AlignTop);
    grid->addWidget(m_now, 0, 1);
    auto *caption = new ToneLabel(tr("New"), Tone::Text, 13, QFont::Medium, this);
    caption->setMinimumHeight(scaled(metrics::controlHeight));
    caption->setBuddy(m_address);
    grid->addWidget(caption, 1, 0, Qt::AlignTop);
    grid->addWidget(m_address, 1, 1);
    grid->addWidget(m_problem, 2, 1);
    bodyLayout()->addLayout(grid);
    connect(m_address, &QLineEdit::textEdited, this, [this] { m_problem->setSentence({}); });
}

void ReplaceAddressDialog::addButtons()
{
    auto *cancel = makeButton(tr("Cancel"), ButtonKind::Plain, this);
    m_replace = makeButton(tr("Replace the address"), ButtonKind::Primary, this);
    m_replace->setDefault(true);
    footerLayout()->addStretch(1);
    footerLayout()->addWidget(cancel);
    footerLayout()->addWidget(m_replace);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_replace, &QPushButton::clicked, this, &ReplaceAddressDialog::submit);
}

void ReplaceAddressDialog::submit()
{
    const QUrl url = addressFromText(m_address->text());
    const std::optional<TransferError> wrong = checkAddress(url, m_address->text());
    m_problem->setSentence(wrong ? errorText(*wrong) : QString());
    if (wrong) {
        m_address->setFocus(Qt::TabFocusReason);
        return;
    }
    emit given(m_id, url);
    accept();
}

void ReplaceAddressDialog::showEvent(QShowEvent *event)
{
    Notice::showEvent(event);
    if (!event->spontaneous())
        m_address->setFocus(Qt::TabFocusReason);
}

} // namespace ferry::ui
