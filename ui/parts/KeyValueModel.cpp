#include "ui/parts/KeyValueModel.h"

namespace ferry::ui {

KeyValueModel::KeyValueModel(const QString &nameTitle, const QString &valueTitle, QObject *parent)
    : QAbstractTableModel(parent)
    , m_titles{nameTitle, valueTitle}
{
}

void KeyValueModel::setRows(const QList<Row> &rows)
{
    beginResetModel();
    m_rows = rows;
    m_problems.clear();
    endResetModel();
}

void KeyValueModel::append(const QString &name, const QString &value)
{
    beginInsertRows({}, int(m_rows.size()), int(m_rows.size()));
    m_rows.append({name, value});
    endInsertRows();
    emit edited();
}

void KeyValueModel::setRevealed(int row, bool revealed)
{
    if (row < 0 || row >= m_rows.size() || m_rows.at(row).revealed == revealed)
        return;
    m_rows[row].revealed = revealed;
    emit dataChanged(index(row, Value), index(row, Value));
}

void KeyValueModel::setProblem(int row, const QString &sentence)
{
    if (row < 0 || row >= rowCount())
        return;
    m_problems.insert(row, sentence);
    emit dataChanged(index(row, Name), index(row, Value), {ProblemRole});
}

std::optional<int> KeyValueModel::firstProblem() const
{
    const auto rows = m_problems.keys();
    return rows.isEmpty() ? std::nullopt : std::optional(*std::min_element(rows.begin(), rows.end()));
}

void KeyValueModel::clearProblems()
{
    if (m_problems.isEmpty())
        return;
    m_problems.clear();
    emit dataChanged(index(0, Name), index(rowCount() - 1, Value), {ProblemRole});
}

int KeyValueModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size()) + 1;
}

int KeyValueModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

bool KeyValueModel::isSecret(int row) const
{
    return row < m_rows.size() && m_isSecret && m_isSecret(m_rows.at(row).name);
}

bool KeyValueModel::isMasked(int row) const
{
    return isSecret(row) || (row < m_rows.size() && m_rows.at(row).wasSecret);
}

QVariant KeyValueModel::shown(int row, int column) const
{
    if (row >= m_rows.size())
        return {};
    const Row &r = m_rows.at(row);
    if (column == Name)
        return r.name;
    // As many dots for every secret, so that not even its length is told.
    if (isMasked(row) && !r.revealed && !r.value.isEmpty())
        return QString(12, QChar(u'\u2022'));
    return r.value;
}

QVariant KeyValueModel::accessibleText(int row, int column) const
{
    if (row >= m_rows.size())
        return column == Name ? tr("%1, new").arg(m_titles[Name]) : tr("%1, new").arg(m_titles[Value]);
    if (column == Value && isMasked(row) && !m_rows.at(row).revealed)
        return m_rows.at(row).name.isEmpty() ? tr("Hidden value") : tr("Hidden value of %1").arg(m_rows.at(row).name);
    return shown(row, column);
}

QVariant KeyValueModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const int row = index.row();
    switch (role) {
    case Qt::DisplayRole:
        return shown(row, index.column());
    case Qt::EditRole:
        if (row >= m_rows.size())
            return QString();
        return index.column() == Name ? m_rows.at(row).name : m_rows.at(row).value;
    case SecretRole:
        return index.column() == Value && isMasked(row);
    case HiddenRole:
        return index.column() == Value && isMasked(row) && !m_rows.at(row).revealed;
    case ProblemRole:
    case Qt::AccessibleDescriptionRole:
        return m_problems.value(row);
    case Qt::ToolTipRole:
        return m_problems.contains(row) ? m_problems.value(row) : shown(row, index.column());
    case Qt::AccessibleTextRole:
        return accessibleText(row, index.column());
    default:
        return {};
    }
}

QVariant KeyValueModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::DisplayRole)
        return m_titles[section];
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    return {};
}

bool KeyValueModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || role != Qt::EditRole)
        return false;
    const int row = index.row();
    const QString text = value.toString();
    if (row == m_rows.size()) {
        if (text.isEmpty())
            return false; // the last row stays the empty one
        beginInsertRows({}, row + 1, row + 1);
        m_rows.append(Row());
        endInsertRows();
    }
    QString &target = index.column() == Name ? m_rows[row].name : m_rows[row].value;
    if (target == text)
        return true;
    m_rows[row].wasSecret = index.column() == Name && isMasked(row) && !m_rows.at(row).value.isEmpty();
    target = text;
    m_problems.remove(row);
    // The name decides whether the value is hidden, so both cells change.
    emit dataChanged(this->index(row, Name), this->index(row, Value));
    emit edited();
    return true;
}

bool KeyValueModel::removeRows(int row, int count, const QModelIndex &parent)
{
    if (parent.isValid() || row < 0 || count < 1 || row + count > m_rows.size())
        return false;
    beginRemoveRows({}, row, row + count - 1);
    m_rows.remove(row, count);
    m_problems.clear();
    endRemoveRows();
    emit edited();
    return true;
}

Qt::ItemFlags KeyValueModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable;
}

} // namespace ferry::ui
