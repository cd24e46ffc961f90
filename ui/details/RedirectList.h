#pragma once

#include "core/types/TransferSnapshot.h"

#include <QWidget>

namespace ferry::ui {

/// The redirects that led to the last address, in order: status, from where, to where. No user info is shown. The
/// addresses can be selected. GUI thread.
class RedirectList : public QWidget
{
    Q_OBJECT

public:
    explicit RedirectList(QWidget *parent = nullptr);

    void setHops(const QList<RedirectHop> &hops);
    /// What is shown, a line for each hop.
    QString text() const { return m_text; }

private:
    QWidget *m_content = nullptr;
    QList<RedirectHop> m_hops;
    QString m_text;
};

} // namespace ferry::ui
