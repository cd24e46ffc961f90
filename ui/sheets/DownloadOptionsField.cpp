#include "ui/sheets/DownloadOptionsField.h"

#include "core/engine/FileChecksum.h"
#include "ui/look/Theme.h"
#include "ui/parts/FieldProblem.h"
#include "ui/parts/Tone.h"
#include "ui/rates/RateBox.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QVBoxLayout>

namespace ferry::ui {

ChecksumField::ChecksumField(QWidget *parent)
    : QWidget(parent)
    , m_field(new QLineEdit(this))
    , m_problem(new FieldProblem(m_field, this))
    , m_neighbour(new QCheckBox(tr("Compare with ADDRESS.sha256, where the server has one"), this))
{
    m_field->setMinimumHeight(scaled(metrics::controlHeight));
    m_field->setAccessibleName(tr("Checksum"));
    m_field->setPlaceholderText(tr("SHA-256, SHA-1, SHA-512 or MD5"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::space4);
    column->addWidget(m_field);
    column->addWidget(m_problem);
    column->addSpacing(metrics::space4);
    column->addWidget(m_neighbour, 0, Qt::AlignLeft);
    connect(m_field, &QLineEdit::textEdited, this, [this] {
        m_problem->setSentence({});
        emit edited();
    });
    connect(m_field, &QLineEdit::editingFinished, this, [this] {
        check();
        emit edited();
    });
}

void ChecksumField::setSingle(bool single)
{
    m_field->setEnabled(single);
    m_field->setToolTip(single ? QString() : tr("A checksum is that of one file, and here are several."));
    if (!single)
        m_problem->setSentence({});
}

std::optional<ExpectedChecksum> ChecksumField::checksum() const
{
    return m_field->isEnabled() ? checksumFromText(m_field->text()) : std::nullopt;
}

bool ChecksumField::check()
{
    const bool wrong = m_field->isEnabled() && !m_field->text().trimmed().isEmpty() && !checksum();
    m_problem->setSentence(wrong
                               ? tr("This is no checksum. Paste all its digits: 64 for SHA-256, 40 for SHA-1, 128 for "
                                    "SHA-512, 32 for MD5.")
                               : QString());
    return !wrong;
}

PaceField::PaceField(int connections, QWidget *parent)
    : QWidget(parent)
    , m_connections(new QComboBox(this))
    , m_rate(new RateBox(this))
{
    m_connections->addItem(tr("Automatic"));
    for (int count = 1; count <= 8; ++count)
        m_connections->addItem(QString::number(count));
    m_connections->setCurrentIndex(connections);
    m_connections->setMinimumHeight(scaled(metrics::controlHeight));
    m_connections->setAccessibleName(tr("Connections for a file"));
    m_connections->setToolTip(tr("Several fetch parts of one file, where the server allows it."));
    m_rate->setAccessibleName(tr("Speed limit of each file"));
    m_rate->setToolTip(tr("For each file of these: 500 kB/s, 1.5 MB/s."));
    auto *label = new ToneLabel(tr("Speed limit"), Tone::Text, 13, QFont::Medium, this);
    label->setBuddy(m_rate);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::space8);
    row->addWidget(m_connections);
    row->addSpacing(metrics::space12);
    row->addWidget(label);
    row->addWidget(m_rate);
    row->addStretch(1);
}

} // namespace ferry::ui
