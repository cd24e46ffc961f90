#pragma once

#include "ui/sheets/Notice.h"

class QPushButton;

namespace ferry::ui {

/// Asks before a sheet is closed over what was entered in it; accepted() is to discard it. The safe answer is the
/// default; Esc discards nothing. GUI thread. Open it with open().
class DiscardDialog : public Notice
{
    Q_OBJECT

public:
    /// title: that of the sheet.
    explicit DiscardDialog(const QString &title, QWidget *parent = nullptr);

    QPushButton *discardButton() const { return m_discard; }
    QPushButton *stayButton() const { return m_stay; }

private:
    QPushButton *m_discard;
    QPushButton *m_stay;
};

} // namespace ferry::ui
