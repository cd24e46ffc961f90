#include "ui/sheets/GroupingField.h"

#include "ui/look/Theme.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QRadioButton>

namespace ferry::ui {

GroupingField::GroupingField(QWidget *parent)
    : QWidget(parent)
    , m_choices(new QButtonGroup(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::space12);
    const std::pair<Grouping, QString> choices[] = {{Grouping::OneEach, tr("One request per file")},
                                                    {Grouping::Together, tr("All files together")},
                                                    {Grouping::WholeBody, tr("File as body")}};
    for (const auto &[grouping, text] : choices) {
        auto *radio = new QRadioButton(text, this);
        m_choices->addButton(radio, int(grouping));
        row->addWidget(radio);
    }
    button(Grouping::WholeBody)->setToolTip(tr("Each file is the whole body of a request, without a form."));
    button(Grouping::OneEach)->setChecked(true);
    connect(m_choices, &QButtonGroup::idToggled, this, [this](int, bool on) {
        if (on)
            emit changed();
    });
}

Grouping GroupingField::grouping() const
{
    return Grouping(m_choices->checkedId());
}

void GroupingField::setGrouping(Grouping grouping)
{
    button(grouping)->setChecked(true);
}

QString GroupingField::whyNoForm() const
{
    return grouping() == Grouping::WholeBody ? tr("A file that is the whole body has no form around it.") : QString();
}

QString GroupingField::usualMethod() const
{
    return grouping() == Grouping::WholeBody ? QStringLiteral("PUT") : QStringLiteral("POST");
}

QRadioButton *GroupingField::button(Grouping grouping) const
{
    return qobject_cast<QRadioButton *>(m_choices->button(int(grouping)));
}

} // namespace ferry::ui
