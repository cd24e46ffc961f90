#pragma once

#include "core/types/Destination.h"

#include <QWidget>

class QButtonGroup;
class QRadioButton;

namespace ferry::ui {

/// Asks how the files of an upload become requests: three radio buttons in a row. GUI thread.
class GroupingField : public QWidget
{
    Q_OBJECT

public:
    explicit GroupingField(QWidget *parent = nullptr);

    Grouping grouping() const;
    void setGrouping(Grouping grouping);
    /// Why there are no form fields, and no name for a file among them; empty where there is a form.
    QString whyNoForm() const;
    /// The method that servers expect as a rule.
    QString usualMethod() const;
    QRadioButton *button(Grouping grouping) const;

signals:
    void changed();

private:
    QButtonGroup *m_choices;
};

} // namespace ferry::ui
