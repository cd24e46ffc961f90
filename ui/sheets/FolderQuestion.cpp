#include "ui/sheets/FolderQuestion.h"

#include "ui/look/Painting.h"
#include "ui/look/Theme.h"
#include "ui/parts/Buttons.h"
#include "ui/parts/ForeignText.h"
#include "ui/parts/Numbers.h"
#include "ui/parts/Tone.h"

#include <QDir>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace ferry::ui {

FolderQuestion::FolderQuestion(QWidget *parent)
    : QWidget(parent)
    , m_text(new ToneLabel({}, Tone::Text, 13, QFont::Normal, this))
    , m_add(makeButton({}, ButtonKind::Tonal, this))
    , m_leave(makeButton(tr("Leave out"), ButtonKind::Plain, this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(metrics::space12, metrics::space8, metrics::space8, metrics::space8);
    layout->setSpacing(metrics::space8);
    m_text->setWordWrap(true);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_leave);
    layout->addWidget(m_add);
    setTabOrder(m_leave, m_add);
    connect(m_add, &QPushButton::clicked, this, [this] { answer(true); });
    connect(m_leave, &QPushButton::clicked, this, [this] { answer(false); });
    hide();
}

void FolderQuestion::ask(const QList<FoundFolder> &folders)
{
    m_folders.append(folders);
    if (m_folders.isEmpty())
        return;
    qsizetype count = 0;
    for (const FoundFolder &folder : std::as_const(m_folders))
        count += folder.files.size();
    m_text->setText(harmless(question()));
    m_add->setText(count == 1 ? tr("Add 1 file") : tr("Add %n files", nullptr, int(count)));
    m_add->setVisible(count > 0);
    show();
    (count > 0 ? m_add : m_leave)->setFocus(Qt::OtherFocusReason);
}

bool FolderQuestion::isOpen() const
{
    return std::any_of(m_folders.cbegin(), m_folders.cend(),
                       [](const FoundFolder &folder) { return !folder.files.isEmpty(); });
}

QString FolderQuestion::question() const
{
    const QString without = leftOut();
    return without.isEmpty() ? contents() : tr("%1 %2", "two sentences").arg(contents(), without);
}

/// Nothing is left out silently.
QString FolderQuestion::leftOut() const
{
    LeftOut all;
    for (const FoundFolder &folder : m_folders) {
        all += folder.leftOut;
        // contents() says it of one that stands alone.
        all.unreadable += folder.unreadable && m_folders.size() > 1 ? 1 : 0;
    }
    QStringList parts;
    if (all.hiddenFiles > 0)
        parts += tr("%n hidden file(s)", nullptr, all.hiddenFiles);
    if (all.hiddenFolders > 0)
        parts += tr("%n hidden folder(s)", nullptr, all.hiddenFolders);
    if (all.links > 0)
        parts += tr("%n link(s)", nullptr, all.links);
    if (all.unreadable > 0)
        parts += tr("%n folder(s) that cannot be read", nullptr, all.unreadable);
    return parts.isEmpty() ? QString() : tr("Left out: %1.").arg(parts.join(tr(", ", "between parts of a list")));
}

QString FolderQuestion::contents() const
{
    qsizetype count = 0;
    qint64 bytes = 0;
    bool cut = false;
    for (const FoundFolder &folder : m_folders) {
        count += folder.files.size();
        bytes += folder.bytes;
        cut = cut || folder.cut;
    }
    const QString name = QDir(m_folders.first().path).dirName();
    const int n = int(count);
    if (m_folders.size() == 1 && m_folders.first().unreadable)
        return tr("The folder “%1” cannot be read.").arg(name);
    if (count == 0)
        return m_folders.size() == 1 ? tr("The folder “%1” holds no files.").arg(name)
                                     : tr("The folders hold no files.");
    if (cut)
        return tr("More files than Ferry takes at once: only the first %n would be added.", nullptr, n);
    if (m_folders.size() == 1) {
        return count == 1 ? tr("The folder “%1” holds 1 file, %2.").arg(name, sizeText(bytes))
                          : tr("The folder “%1” holds %n files, %2.", nullptr, n).arg(name, sizeText(bytes));
    }
    return tr("%1 folders hold %n files, %2.", nullptr, n).arg(m_folders.size()).arg(sizeText(bytes));
}

void FolderQuestion::answer(bool take)
{
    const QList<FoundFolder> folders = std::exchange(m_folders, {});
    hide();
    if (!take) {
        emit declined();
        return;
    }
    QList<FoundFile> files;
    for (const FoundFolder &folder : folders)
        files.append(folder.files);
    emit accepted(files);
}

void FolderQuestion::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    drawBox(&painter, QRectF(rect()), metrics::radius, Theme::current().raised, Theme::current().line);
}

} // namespace ferry::ui
