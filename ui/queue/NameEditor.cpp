#include "ui/queue/NameEditor.h"

#include <QKeyEvent>

namespace ferry::ui {

namespace {

/// What a person writes is a name and no path: where a slash stood, a dash stands, and nothing before it is lost.
QString asName(QString text)
{
    text.replace(u'/', u'-');
    text.replace(u'\\', u'-');
    return text.trimmed();
}

} // namespace

NameEditor::NameEditor(const QString &name, QWidget *parent)
    : QLineEdit(name, parent)
{
    setAccessibleName(tr("Name of the file"));
    // The extension is seldom what a person wants to change.
    const qsizetype dot = name.lastIndexOf(u'.');
    setSelection(0, int(dot > 0 ? dot : name.size()));
}

void NameEditor::finish(bool keep)
{
    if (std::exchange(m_done, true))
        return; // hiding takes the focus away, which asks again
    hide();
    deleteLater();
    emit finished(keep, asName(text()));
}

void NameEditor::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        finish(false);
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        finish(true);
    else
        QLineEdit::keyPressEvent(event);
    event->accept();
}

void NameEditor::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason && event->reason() != Qt::ActiveWindowFocusReason)
        finish(true);
}

} // namespace ferry::ui
