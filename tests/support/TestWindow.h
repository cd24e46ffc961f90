#pragma once

#include "core/store/Settings.h"
#include "ui/MainWindow.h"

#include <QTemporaryDir>
#include <QTest>

namespace ferry {

/// Settings in a directory of their own, which goes with them.
struct TestProfile
{
    QTemporaryDir directory;
    Settings settings{directory.path()};

    QString path(const QString &name) const { return directory.filePath(name); }
};

/// The window over a real engine, joined as the program joins them. GUI thread.
struct TestWindow : TestProfile
{
    explicit TestWindow(int parallel = 10)
        : engine(EngineOptions{directory.path(), parallel})
        , window(engine, model, settings)
    {
        QObject::connect(&engine, &TransferEngine::changed, &model, &TransferModel::apply);
        QObject::connect(&engine, &TransferEngine::removed, &model, &TransferModel::remove);
    }

    /// False if it does not become the active one.
    bool show(QSize size)
    {
        window.resize(size);
        window.show();
        window.activateWindow();
        return QTest::qWaitForWindowActive(&window);
    }
    /// Cancelled where there is no such item.
    TransferState stateOf(TransferId id) const
    {
        const TransferSnapshot *s = model.find(id);
        return s ? s->state : TransferState::Cancelled;
    }

    TransferModel model; ///< outlives the engine, whose last words reach it
    TransferEngine engine;
    ui::MainWindow window;
};

} // namespace ferry
