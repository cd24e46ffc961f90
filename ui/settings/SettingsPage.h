#pragma once

#include <QScrollArea>

class QVBoxLayout;

namespace ferry::ui {

/// One page of the settings: a heading and rows of a label and a field, with a hint below. It scrolls. GUI thread.
class SettingsPage : public QScrollArea
{
    Q_OBJECT

public:
    explicit SettingsPage(const QString &title, QWidget *parent = nullptr);

protected:
    /// The buddy is the field, or what is named.
    void addRow(const QString &label, QWidget *field, const QString &hint = {}, QWidget *buddy = nullptr);
    QVBoxLayout *rows() const { return m_rows; }

private:
    QVBoxLayout *m_rows;
};

} // namespace ferry::ui
