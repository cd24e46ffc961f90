#pragma once

#include "core/types/TransferSnapshot.h"

#include <QObject>

class QWidget;

namespace ferry {
class Settings;
class TransferEngine;
class TransferModel;
} // namespace ferry

namespace ferry::ui {

/// Saves finished downloads to the folder of the settings, and does what these say where a name is taken there: it
/// never replaces a file. Makes the folder if it is the system's for downloads. GUI thread; looks at the folder on the
/// thread pool.
class SaveFlow : public QObject
{
    Q_OBJECT

public:
    SaveFlow(TransferEngine &engine, const TransferModel &model, Settings &settings, QWidget *window);

    /// Of items that are ready to be saved.
    void save(const QList<TransferId> &ids);

signals:
    /// A sentence for the status line.
    void message(const QString &sentence);

private:
    struct Named
    {
        TransferId id;
        QString name;
    };
    struct Looked
    {
        std::optional<TransferError> error; ///< the folder cannot be made
        QList<Named> taken;
    };
    /// Those of which a file of the name is in the folder, or would be by one before them in the list. Any thread.
    static QList<Named> takenIn(const QString &folder, const QList<Named> &items);

    void place(const QList<TransferId> &ids);
    void sort(const QList<TransferId> &ids, const QList<Named> &taken);
    void ask(const QList<Named> &taken);
    void skip(const QList<Named> &taken);

    TransferEngine &m_engine;
    const TransferModel &m_model;
    Settings &m_settings;
    QWidget *m_window;
};

} // namespace ferry::ui
