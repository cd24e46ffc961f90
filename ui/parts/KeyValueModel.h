#pragma once

#include <functional>
#include <optional>
#include <QAbstractTableModel>
#include <QHash>

namespace ferry::ui {

/// Names and values in order, with an always-empty last row to write the next one into. GUI thread.
/// Values under a secret name are shown as dots until the person reveals them; another name alone reveals none.
class KeyValueModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    struct Row
    {
        QString name;
        QString value;
        bool revealed = false;
        bool wasSecret = false; ///< the value was there under a secret's name, and has been the same since

        bool isEmpty() const { return name.trimmed().isEmpty() && value.isEmpty(); }
    };
    enum Column { Name, Value, ColumnCount };
    enum Role {
        SecretRole = Qt::UserRole + 1, ///< bool: the name is a secret's, or was with this value
        HiddenRole,                    ///< bool: the value is shown as dots
        ProblemRole,                   ///< QString
    };

    KeyValueModel(const QString &nameTitle, const QString &valueTitle, QObject *parent = nullptr);

    /// Which names hold secrets; none at first.
    void setSecretCheck(std::function<bool(const QString &)> isSecret) { m_isSecret = std::move(isSecret); }
    void setRows(const QList<Row> &rows);
    /// Without the last, empty one; rows in between may be empty.
    const QList<Row> &rows() const { return m_rows; }
    void append(const QString &name, const QString &value);
    void setRevealed(int row, bool revealed);
    /// By its name.
    bool isSecret(int row) const;
    void setProblem(int row, const QString &sentence);
    /// The topmost row with one.
    std::optional<int> firstProblem() const;
    void clearProblems();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    bool removeRows(int row, int count, const QModelIndex &parent = {}) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

signals:
    /// The person changed something; problems of the row are gone.
    void edited();

private:
    bool isMasked(int row) const;
    QVariant shown(int row, int column) const;
    QVariant accessibleText(int row, int column) const;

    QString m_titles[ColumnCount];
    QList<Row> m_rows;
    QHash<int, QString> m_problems;
    std::function<bool(const QString &)> m_isSecret;
};

} // namespace ferry::ui
