#pragma once

#include <QMenu>

class QActionGroup;

namespace ferry::ui {

/// Speed limits to choose from: none, some usual ones, the one in force, or any other. GUI thread.
class RateMenu : public QMenu
{
    Q_OBJECT

public:
    explicit RateMenu(const QString &title, QWidget *parent = nullptr);

    /// The one in force, which is ticked; -1: several differ. Bytes a second, 0 none.
    void setRate(qint64 bytesPerSecond);

signals:
    void chosen(qint64 bytesPerSecond);
    /// A menu may be gone before a dialog is answered, so its owner asks; see openRateDialog().
    void otherWanted(qint64 bytesPerSecondNow);

private:
    void fill();

    qint64 m_rate = 0;
    QActionGroup *m_group = nullptr;
};

} // namespace ferry::ui
