#pragma once

#include "ui/sheets/Notice.h"

class QPushButton;

namespace ferry::ui {

/// Which Ferry this is, with which libraries, and under which licence; Copy takes all of it along for a report. GUI
/// thread. Open it with open().
class AboutDialog : public Notice
{
    Q_OBJECT

public:
    explicit AboutDialog(QWidget *parent = nullptr);

    QPushButton *copyButton() const { return m_copy; }
    QPushButton *closeButton() const { return m_close; }

private:
    QPushButton *m_copy;
    QPushButton *m_close;
};

} // namespace ferry::ui
