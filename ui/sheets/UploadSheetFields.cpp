#include "ui/sheets/UploadSheet.h"

#include "core/store/Settings.h"
#include "core/types/Secrets.h"
#include "ui/look/Theme.h"
#include "ui/parts/BoxFrame.h"
#include "ui/parts/Buttons.h"
#include "ui/parts/FieldProblem.h"
#include "ui/parts/KeyValueModel.h"
#include "ui/parts/KeyValueTable.h"
#include "ui/parts/Tone.h"
#include "ui/parts/WindowSize.h"
#include "ui/sheets/BlankSecrets.h"
#include "ui/sheets/DeliveryField.h"
#include "ui/sheets/FileListModel.h"
#include "ui/sheets/FileListView.h"
#include "ui/sheets/FileSection.h"
#include "ui/sheets/GroupingField.h"
#include "ui/sheets/IdentityField.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QShowEvent>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

namespace ferry::ui {

namespace {

QHBoxLayout *line(QWidget *widget = nullptr)
{
    auto *layout = widget ? new QHBoxLayout(widget) : new QHBoxLayout;
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::space8);
    return layout;
}

QSpinBox *secondsField(QWidget *parent, int most, int value, const QString &name, const QString &hint)
{
    auto *box = new QSpinBox(parent);
    box->setRange(1, most);
    box->setSuffix(UploadSheet::tr(" s", "seconds, after a number"));
    box->setValue(value);
    box->setAccessibleName(name);
    box->setToolTip(hint);
    box->setMinimumHeight(scaled(metrics::controlHeight));
    box->setFixedWidth(scaled(most > 99 ? 96 : 84));
    return box;
}

} // namespace

UploadSheet::UploadSheet(Settings &settings, const QList<Destination> &destinations, QWidget *parent)
    : Sheet(parent)
    , m_settings(settings)
    , m_destinations(destinations)
{
    setWindowTitle(tr("Upload"));
    setAcceptDrops(true);
    buildAddress();
    buildFiles();
    buildForm();
    buildPatience();
    bodyLayout()->addStretch(1);
    connectFields();
    groupingChanged();
    updatePrimary();
    setWindowSizes(*this, {scaled(760), scaled(632)}, {scaled(640), 320});
}

void UploadSheet::buildAddress()
{
    auto *field = new QWidget(this);
    auto *stack = column(field);
    auto *row = line();
    m_method = new QComboBox(field);
    m_method->addItems({QStringLiteral("POST"), QStringLiteral("PUT"), QStringLiteral("PATCH")});
    m_method->setEditable(true);
    m_method->setInsertPolicy(QComboBox::NoInsert);
    m_method->setFixedWidth(scaled(92));
    m_method->setAccessibleName(tr("Method"));
    m_address = new QComboBox(field);
    m_address->setEditable(true);
    m_address->setInsertPolicy(QComboBox::NoInsert);
    m_address->addItems(m_settings.addressHistory());
    m_address->setCurrentIndex(-1);
    m_address->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_address->setMinimumContentsLength(20);
    m_address->lineEdit()->setPlaceholderText(QStringLiteral("https://"));
    m_address->setAccessibleName(tr("Address"));
    for (QComboBox *box : {m_method, m_address})
        box->setMinimumHeight(scaled(metrics::controlHeight));
    auto *more = makeIconButton(QStringLiteral("more"), tr("Destinations"), field);
    more->setFixedSize(scaled(metrics::controlHeight), scaled(metrics::controlHeight));
    more->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(more);
    more->setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fillMenu(menu); });
    row->addWidget(m_method);
    row->addWidget(m_address, 1);
    row->addWidget(more);
    stack->addLayout(row);
    m_methodProblem = new FieldProblem(m_method, field);
    m_addressProblem = new FieldProblem(m_address, field);
    stack->addWidget(m_methodProblem);
    stack->addWidget(m_addressProblem);
    addRow(tr("Address"), field, m_address);
    setTabOrder(m_method, m_address);
}

void UploadSheet::buildFiles()
{
    m_files = new FileSection(this);
    m_files->setImageLimit(m_settings.imageLimit());
    addRow(tr("Files"), m_files, m_files->view(), m_files->countLabel());

    auto *field = new QWidget(this);
    auto *stack = column(field);
    auto *row = line();
    row->setSpacing(metrics::space12);
    m_fieldName = new QLineEdit(QStringLiteral("file"), field);
    m_fieldName->setMinimumHeight(scaled(metrics::controlHeight));
    m_fieldName->setFixedWidth(scaled(136));
    m_fieldName->setAccessibleName(tr("Field name"));
    row->addWidget(m_fieldName);
    row->addStretch(1);
    m_grouping = new GroupingField(field);
    row->addWidget(m_grouping);
    m_fieldNameProblem = new FieldProblem(m_fieldName, field);
    stack->addLayout(row);
    stack->addWidget(m_fieldNameProblem);
    addRow(tr("Field name"), field, m_fieldName);
}

void UploadSheet::buildForm()
{
    auto *field = new QWidget(this);
    auto *row = line(field);
    row->setSpacing(metrics::space12);
    m_fields = new KeyValueTable(tr("Field"), tr("Value"), tr("Name"), tr("Value"), field);
    m_fields->setAccessibleName(tr("Form fields"));
    m_headers = new KeyValueTable(tr("Header"), tr("Value"), tr("Name"), tr("Value"), field);
    m_headers->setAccessibleName(tr("Headers"));
    m_headersProblem = new FieldProblem(nullptr, field);
    m_fieldsProblem = new FieldProblem(nullptr, field);
    m_fieldsHint =
        new ToneLabel(tr("Sent before the files, in this order."), Tone::Secondary, 12, QFont::Normal, field);
    m_fieldsHint->setWordWrap(true);
    m_fieldsBox = new BoxFrame(m_fields, BoxFrame::Kind::Input, field);
    m_headersBox = new BoxFrame(m_headers, BoxFrame::Kind::Input, field);
    auto *left = new QVBoxLayout;
    auto *right = new QVBoxLayout;
    for (QVBoxLayout *half : {left, right})
        half->setSpacing(metrics::space4);
    left->addWidget(m_fieldsBox);
    left->addWidget(m_fieldsProblem);
    left->addWidget(m_fieldsHint);
    left->addStretch(1);
    right->addWidget(m_headersBox);
    right->addWidget(m_headersProblem);
    right->addStretch(1);
    row->addLayout(left, 1);
    row->addLayout(right, 1);
    m_fields->values().setSecretCheck(isSecretField);
    m_headers->values().setSecretCheck([](const QString &name) { return isSecretName(name); });
    m_blankFields = std::make_unique<BlankSecrets>(*m_fields, *m_fieldsProblem);
    m_blankHeaders = std::make_unique<BlankSecrets>(*m_headers, *m_headersProblem);
    addRow(tr("Form"), field, m_fields);
}

void UploadSheet::buildPatience()
{
    auto *field = new QWidget(this);
    auto *row = line(field);
    m_identity = new IdentityField(field);
    m_identity->kind()->setMinimumHeight(scaled(metrics::controlHeight));
    m_timeout = secondsField(field, 60, m_settings.timeoutSeconds(), tr("Timeout"),
                             tr("Without a single byte. A transfer that moves never times out."));
    m_answerTimeout = secondsField(field, 3600, m_settings.answerTimeoutSeconds(), tr("Wait for the answer"),
                                   tr("For the answer, once everything is sent. Up to 1 h."));
    row->addWidget(m_identity, 1, Qt::AlignTop);
    row->addSpacing(metrics::space8);
    const std::pair<QString, QSpinBox *> fields[] = {{tr("Timeout"), m_timeout},
                                                     {tr("Answer within"), m_answerTimeout}};
    for (const auto &[text, box] : fields) {
        auto *label = new ToneLabel(text, Tone::Text, 13, QFont::Medium, field);
        label->setMinimumHeight(scaled(metrics::controlHeight));
        label->setBuddy(box);
        label->setToolTip(box->toolTip());
        row->addWidget(label, 0, Qt::AlignTop);
        row->addWidget(box, 0, Qt::AlignTop);
        row->addSpacing(box == m_timeout ? metrics::space8 : 0);
    }
    addRow(tr("Identity"), field, m_identity->kind());
    m_delivery = new DeliveryField(this);
    addRow(tr("Delivery"), m_delivery, m_delivery->safeToRepeat());
}

void UploadSheet::connectFields()
{
    connect(m_address, &QComboBox::currentTextChanged, this, [this] {
        clear(RequestField::Address);
        summarize();
    });
    connect(m_address->lineEdit(), &QLineEdit::editingFinished, this, [this] {
        if (!m_address->currentText().isEmpty())
            checkField(RequestField::Address);
    });
    connect(m_address, &QComboBox::activated, this, [this] {
        checkField(RequestField::Address);
        if (m_addressProblem->isSet())
            focusAddress();
    });
    connect(m_method, &QComboBox::currentTextChanged, this, [this] { checkField(RequestField::Method); });
    connect(m_method, &QComboBox::activated, this, [this] { m_touched = true; });
    connect(m_method->lineEdit(), &QLineEdit::textEdited, this, [this] { m_touched = true; });
    connect(m_fieldName, &QLineEdit::editingFinished, this, [this] { checkField(RequestField::FieldName); });
    connect(m_fieldName, &QLineEdit::textEdited, this, [this] {
        clear(RequestField::FieldName);
        summarize();
    });
    connect(&m_fields->values(), &KeyValueModel::edited, this, [this] { checkField(RequestField::Fields); });
    connect(&m_headers->values(), &KeyValueModel::edited, this, [this] { checkField(RequestField::Headers); });
    connect(m_identity, &IdentityField::left, this, [this] { checkField(RequestField::Identity); });
    connect(m_identity->problem(), &FieldProblem::changed, this, &UploadSheet::summarize);
    connect(m_grouping, &GroupingField::changed, this, &UploadSheet::groupingChanged);
    connect(m_files, &FileSection::changed, this, [this] {
        updatePrimary();
        summarize();
    });
    connect(m_files, &FileSection::settled, this, [this] {
        updatePrimary();
        if (std::exchange(m_wanted, false))
            check();
    });
}

void UploadSheet::setGrouping(Grouping grouping)
{
    m_grouping->setGrouping(grouping);
}

void UploadSheet::groupingChanged()
{
    const QString why = m_grouping->whyNoForm();
    const bool form = why.isEmpty();
    m_fieldName->setEnabled(form);
    m_fieldName->setToolTip(why);
    m_fieldsBox->setEnabled(form);
    m_fieldsBox->setToolTip(why);
    m_fieldsHint->setText(form ? tr("Sent before the files, in this order.") : why);
    if (!m_touched)
        m_method->setCurrentText(m_grouping->usualMethod());
    checkField(RequestField::Fields);
    checkField(RequestField::Headers);
    updatePrimary();
}

void UploadSheet::updatePrimary()
{
    const int count = m_files->model().rowCount();
    if (m_wanted)
        primaryButton()->setText(tr("Waiting for the files…"));
    else if (count == 0)
        primaryButton()->setText(tr("Upload"));
    else
        primaryButton()->setText(count == 1 ? tr("Upload 1 file") : tr("Upload %n files", nullptr, count));
}

void UploadSheet::showEvent(QShowEvent *event)
{
    Sheet::showEvent(event);
    if (event->spontaneous())
        return;
    // Whatever has the focus when a dialog is shown is told so as by Tab, which selects all of a text.
    const auto again = [this] {
        if (m_addressProblem->isSet())
            focusAddress();
    };
    QMetaObject::invokeMethod(this, again, Qt::QueuedConnection);
    // The first field that is still empty.
    if (m_address->currentText().isEmpty() || m_addressProblem->isSet())
        focusAddress();
    else if (m_fieldsProblem->isSet() || m_headersProblem->isSet())
        focusFirstProblem();
    else if (m_files->model().rowCount() == 0 && !m_files->isBusy())
        m_files->view()->setFocus(Qt::TabFocusReason);
    else
        primaryButton()->setFocus(Qt::TabFocusReason);
}

} // namespace ferry::ui
