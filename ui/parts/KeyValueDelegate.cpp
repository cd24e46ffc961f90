#include "ui/parts/KeyValueDelegate.h"

#include "ui/look/Icons.h"
#include "ui/look/Theme.h"
#include "ui/parts/KeyValueModel.h"

#include <QLineEdit>
#include <QPainter>

namespace ferry::ui {

namespace {

void frame(QPainter *painter, const QRect &rect, const QColor &colour)
{
    painter->setPen(Qt::NoPen);
    painter->setBrush(Qt::NoBrush);
    const QRect r = rect;
    painter->fillRect(QRect(r.left(), r.top(), r.width(), 2), colour);
    painter->fillRect(QRect(r.left(), r.bottom() - 1, r.width(), 2), colour);
    painter->fillRect(QRect(r.left(), r.top(), 2, r.height()), colour);
    painter->fillRect(QRect(r.right() - 1, r.top(), 2, r.height()), colour);
}

} // namespace

KeyValueDelegate::KeyValueDelegate(const QString &namePlaceholder, const QString &valuePlaceholder, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_placeholders{namePlaceholder, valuePlaceholder}
{
}

QRect KeyValueDelegate::eyeRect(const QRect &cell)
{
    return QRect(cell.right() - 30, cell.center().y() - 13, 28, 28);
}

void KeyValueDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = Theme::current();
    const QRect r = option.rect;
    painter->save();
    if (option.state & QStyle::State_Selected && option.state & QStyle::State_Active)
        painter->fillRect(r.adjusted(0, 0, -1, -1), theme.accentSoft);
    const bool lastRow = index.row() == index.model()->rowCount() - 1;
    if (!lastRow)
        painter->fillRect(QRect(r.left(), r.bottom(), r.width(), 1), theme.line);
    if (index.column() == KeyValueModel::Name)
        painter->fillRect(QRect(r.right(), r.top(), 1, r.height()), theme.line);
    paintText(painter, option, index);
    const bool problem = !index.data(KeyValueModel::ProblemRole).toString().isEmpty();
    if (problem)
        frame(painter, r, theme.bad);
    if (option.state & QStyle::State_HasFocus)
        frame(painter, problem ? r.adjusted(3, 3, -3, -3) : r.adjusted(0, 0, -1, -1), theme.accent);
    painter->restore();
}

void KeyValueDelegate::paintText(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = Theme::current();
    QRect text = option.rect.adjusted(6, 0, -8, 0);
    if (index.data(KeyValueModel::SecretRole).toBool()) {
        const QRect eye = eyeRect(option.rect);
        const QColor colour = index.data(KeyValueModel::HiddenRole).toBool() ? theme.text : theme.accent;
        painter->drawPixmap(eye.center() - QPoint(7, 7), iconPixmap(QStringLiteral("eye"), metrics::iconSmall, colour,
                                                                   painter->device()->devicePixelRatioF()));
        text.setRight(eye.left());
    }
    QString shown = index.data(Qt::DisplayRole).toString();
    const bool lastRow = index.row() == index.model()->rowCount() - 1;
    const bool enabled = option.state & QStyle::State_Enabled;
    painter->setPen(enabled ? theme.text : theme.text3);
    if (shown.isEmpty() && lastRow) {
        shown = m_placeholders[index.column()];
        painter->setPen(enabled ? theme.text2 : theme.text3);
    }
    painter->setFont(option.font);
    shown.replace(u'\n', u' ');
    painter->drawText(text, int(Qt::AlignLeft | Qt::AlignVCenter),
                      option.fontMetrics.elidedText(shown, Qt::ElideRight, text.width()));
}

QWidget *KeyValueDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &index) const
{
    auto *editor = new QLineEdit(parent);
    editor->setFrame(false);
    editor->setTextMargins(2, 0, 4, 0);
    editor->setPlaceholderText(m_placeholders[index.column()]);
    editor->setAccessibleName(index.data(Qt::AccessibleTextRole).toString());
    if (index.data(KeyValueModel::HiddenRole).toBool())
        editor->setEchoMode(QLineEdit::Password);
    return editor;
}

void KeyValueDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &) const
{
    editor->setGeometry(option.rect.adjusted(1, 1, -2, -2));
}

} // namespace ferry::ui
