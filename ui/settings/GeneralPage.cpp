#include "ui/settings/GeneralPage.h"

#include "core/store/Settings.h"
#include "ui/look/Theme.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QRadioButton>
#include <QVBoxLayout>

namespace ferry::ui {

GeneralPage::GeneralPage(Settings &settings, QWidget *parent)
    : SettingsPage(tr("General"), parent)
    , m_language(new QComboBox)
    , m_scheme(new QButtonGroup(this))
    , m_noteOrigin(new QCheckBox(tr("Note where a file came from")))
{
    // Each language under its own name, so that a person who reads no other finds it.
    m_language->addItem(tr("As the system"), QString());
    m_language->addItem(QStringLiteral("English"), QStringLiteral("en"));
    m_language->addItem(QStringLiteral("简体中文"), QStringLiteral("zh_CN"));
    m_language->setCurrentIndex(qMax(0, m_language->findData(settings.language())));
    m_language->setMinimumHeight(scaled(metrics::controlHeight));
    m_language->setFixedWidth(scaled(200));
    addRow(tr("Language"), m_language);

    auto *choices = new QWidget;
    auto *column = new QVBoxLayout(choices);
    column->setContentsMargins(0, 5, 0, 0);
    column->setSpacing(metrics::space8);
    const std::pair<ColourScheme, QString> schemes[] = {{ColourScheme::System, tr("As the system")},
                                                        {ColourScheme::Light, tr("Light")},
                                                        {ColourScheme::Dark, tr("Dark")}};
    for (const auto &[scheme, text] : schemes) {
        auto *radio = new QRadioButton(text, choices);
        radio->setChecked(settings.colourScheme() == scheme);
        m_scheme->addButton(radio, int(scheme));
        column->addWidget(radio, 0, Qt::AlignLeft);
    }
    addRow(tr("Colours"), choices, {}, m_scheme->checkedButton());
    m_noteOrigin->setChecked(settings.noteOrigin());
    m_noteOrigin->setMinimumHeight(scaled(metrics::controlHeight));
    addRow(tr("Saved files"), m_noteOrigin,
           tr("In the file's metadata, where other programs find it. Without names, passwords and what stands behind "
              "a “?” in the address."));
    connect(m_noteOrigin, &QCheckBox::toggled, this, [&settings](bool on) { settings.setNoteOrigin(on); });
    connect(m_language, &QComboBox::activated, this,
            [this, &settings](int index) { settings.setLanguage(m_language->itemData(index).toString()); });
    connect(m_scheme, &QButtonGroup::idToggled, this, [&settings](int id, bool on) {
        if (on)
            settings.setColourScheme(ColourScheme(id));
    });
}

} // namespace ferry::ui
