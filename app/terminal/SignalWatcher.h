#pragma once

#include <QObject>

namespace ferry {

/// Turns SIGINT, SIGTERM and SIGHUP into a Qt signal, once: the next one ends the program at once, unless it comes
/// within half a second of the first, as the same wish.
/// Main thread, at most one at a time; the earlier handling comes back when it is deleted.
class SignalWatcher : public QObject
{
    Q_OBJECT

public:
    explicit SignalWatcher(QObject *parent = nullptr);
    ~SignalWatcher() override;

signals:
    void interrupted(int signalNumber);

private:
    void read();
};

} // namespace ferry
