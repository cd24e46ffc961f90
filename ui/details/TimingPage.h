#pragma once

#include "core/types/TransferSnapshot.h"

#include <QScrollArea>

class QGridLayout;

namespace ferry::ui {

class CourseView;
class TimingChart;
class ToneLabel;

/// Where the time went, and over which connection. GUI thread.
class TimingPage : public QScrollArea
{
    Q_OBJECT

public:
    explicit TimingPage(QWidget *parent = nullptr);

    void setSnapshot(const TransferSnapshot &snapshot);
    TimingChart *chart() const { return m_chart; }
    ToneLabel *note() const { return m_note; }
    CourseView *course() const { return m_course; }

private:
    struct Fact
    {
        ToneLabel *name;
        ToneLabel *value;
    };

    Fact addFact(QGridLayout *grid, const QString &name);
    static void setFact(const Fact &fact, const QString &value);
    void showExchange(const TransferSnapshot &snapshot);

    TimingChart *m_chart = nullptr;
    QWidget *m_courseLine = nullptr; ///< above m_course, and gone with it
    CourseView *m_course = nullptr;
    ToneLabel *m_note = nullptr; ///< why there are no times, or what they leave out
    Fact m_total{};
    Fact m_protocol{};
    Fact m_peer{};
    Fact m_connection{};
    Fact m_added{};
    std::shared_ptr<const Exchange> m_exchange;
    TransferId m_id = 0;
};

} // namespace ferry::ui
