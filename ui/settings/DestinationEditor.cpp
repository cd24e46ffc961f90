#include "ui/settings/DestinationEditor.h"

#include "core/engine/RequestCheck.h"
#include "core/types/ErrorText.h"
#include "core/types/SecretParameters.h"
#include "ui/look/Theme.h"
#include "ui/parts/BoxFrame.h"
#include "ui/parts/FieldProblem.h"
#include "ui/parts/KeyValueModel.h"
#include "ui/parts/KeyValueTable.h"
#include "ui/parts/Tone.h"
#include "ui/parts/WindowSize.h"
#include "ui/sheets/DeliveryField.h"
#include "ui/sheets/GroupingField.h"
#include "ui/sheets/IdentityField.h"
#include "ui/sheets/KeyValueRequest.h"
#include "ui/sheets/SecretWords.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace ferry::ui {

DestinationEditor::DestinationEditor(const Destination &destination, QWidget *parent)
    : Sheet(parent)
    , m_start(destination)
    , m_methodChosen(!destination.name.isEmpty())
{
    setWindowTitle(destination.name.isEmpty() ? tr("Add a destination") : tr("Change the destination"));
    primaryButton()->setText(tr("Keep the destination"));
    buildServer();
    buildFiles();
    buildForm();
    bodyLayout()->addStretch(1);
    fill();
    setWindowSizes(*this, {scaled(760), scaled(520)}, {scaled(700), 300});
    m_name->setFocus(Qt::TabFocusReason);
}

void DestinationEditor::buildServer()
{
    auto *nameField = new QWidget(this);
    auto *nameStack = new QVBoxLayout(nameField);
    nameStack->setContentsMargins(0, 0, 0, 0);
    nameStack->setSpacing(metrics::space4);
    m_name = new QLineEdit(nameField);
    m_name->setAccessibleName(tr("Name"));
    m_nameProblem = new FieldProblem(m_name, nameField);
    nameStack->addWidget(m_name);
    nameStack->addWidget(m_nameProblem);
    addRow(tr("Name"), nameField, m_name);

    auto *field = new QWidget(this);
    auto *stack = new QVBoxLayout(field);
    stack->setContentsMargins(0, 0, 0, 0);
    stack->setSpacing(metrics::space4);
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::space8);
    m_method = new QComboBox(field);
    m_method->addItems({QStringLiteral("POST"), QStringLiteral("PUT"), QStringLiteral("PATCH")});
    m_method->setEditable(true);
    m_method->setAccessibleName(tr("Method"));
    m_method->setFixedWidth(scaled(92));
    m_address = new QLineEdit(field);
    m_address->setAccessibleName(tr("Address"));
    m_address->setPlaceholderText(QStringLiteral("https://"));
    m_addressProblem = new FieldProblem(m_address, field);
    row->addWidget(m_method);
    row->addWidget(m_address, 1);
    stack->addLayout(row);
    stack->addWidget(m_addressProblem);
    m_secretHint = new ToneLabel({}, Tone::Secondary, 12, QFont::Normal, field);
    m_secretHint->setWordWrap(true);
    m_secretHint->hide();
    stack->addWidget(m_secretHint);
    addRow(tr("Address"), field, m_address);
    for (QWidget *input : std::initializer_list<QWidget *>{m_name, m_method, m_address})
        input->setMinimumHeight(scaled(metrics::controlHeight));
    connect(m_name, &QLineEdit::textEdited, this, &DestinationEditor::checkAgain);
    connect(m_address, &QLineEdit::textEdited, this, &DestinationEditor::checkAgain);
    connect(m_address, &QLineEdit::textChanged, this, &DestinationEditor::tellOfSecrets);
    connect(m_method, &QComboBox::currentTextChanged, this, &DestinationEditor::checkAgain);
    connect(m_method, &QComboBox::activated, this, [this] { m_methodChosen = true; });
    connect(m_method->lineEdit(), &QLineEdit::textEdited, this, [this] { m_methodChosen = true; });
}

void DestinationEditor::buildFiles()
{
    auto *key = new QWidget(this);
    auto *keyStack = new QVBoxLayout(key);
    keyStack->setContentsMargins(0, 0, 0, 0);
    keyStack->setSpacing(metrics::space4);
    auto *keyRow = new QHBoxLayout;
    keyRow->setSpacing(metrics::space12);
    m_fieldName = new QLineEdit(key);
    m_fieldName->setAccessibleName(tr("Field name"));
    m_fieldName->setMinimumHeight(scaled(metrics::controlHeight));
    m_fieldName->setFixedWidth(scaled(136));
    m_fieldNameProblem = new FieldProblem(m_fieldName, key);
    m_grouping = new GroupingField(key);
    keyRow->addWidget(m_fieldName);
    keyRow->addStretch(1);
    keyRow->addWidget(m_grouping);
    keyStack->addLayout(keyRow);
    keyStack->addWidget(m_fieldNameProblem);
    addRow(tr("Field name"), key, m_fieldName);
    connect(m_fieldName, &QLineEdit::textEdited, this, &DestinationEditor::checkAgain);
    connect(m_grouping, &GroupingField::changed, this, &DestinationEditor::groupingChanged);
}

void DestinationEditor::buildForm()
{
    auto *field = new QWidget(this);
    auto *row = new QHBoxLayout(field);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::space12);
    m_fields = new KeyValueTable(tr("Field"), tr("Value"), tr("Name"), tr("Value"), field);
    m_fields->setAccessibleName(tr("Form fields"));
    m_headers = new KeyValueTable(tr("Header"), tr("Value"), tr("Name"), tr("Value"), field);
    m_headers->setAccessibleName(tr("Headers"));
    m_fieldsBox = new BoxFrame(m_fields, BoxFrame::Kind::Input, field);
    m_headersBox = new BoxFrame(m_headers, BoxFrame::Kind::Input, field);
    m_fieldsProblem = new FieldProblem(nullptr, field);
    m_headersProblem = new FieldProblem(nullptr, field);
    const std::pair<BoxFrame *, FieldProblem *> halves[] = {{m_fieldsBox, m_fieldsProblem},
                                                            {m_headersBox, m_headersProblem}};
    for (const auto &[box, problem] : halves) {
        auto *half = new QVBoxLayout;
        half->setSpacing(metrics::space4);
        half->addWidget(box);
        half->addWidget(problem);
        half->addStretch(1);
        row->addLayout(half, 1);
    }
    m_fields->values().setSecretCheck(isSecretField);
    m_headers->values().setSecretCheck([](const QString &name) { return isSecretName(name); });
    addRow(tr("Form"), field, m_fields);
    m_identity = new IdentityField(this);
    addRow(tr("Identity"), m_identity, m_identity->kind());
    connect(m_identity, &IdentityField::edited, this, &DestinationEditor::checkAgain);
    connect(&m_fields->values(), &KeyValueModel::edited, this, &DestinationEditor::checkAgain);
    connect(&m_headers->values(), &KeyValueModel::edited, this, &DestinationEditor::checkAgain);
    m_delivery = new DeliveryField(this);
    addRow(tr("Delivery"), m_delivery, m_delivery->safeToRepeat());
}

/// A file that is the whole body takes neither a name nor fields along.
void DestinationEditor::groupingChanged()
{
    const QString why = m_grouping->whyNoForm();
    for (QWidget *part : std::initializer_list<QWidget *>{m_fieldName, m_fieldsBox}) {
        part->setEnabled(why.isEmpty());
        part->setToolTip(why);
    }
    if (!m_methodChosen)
        m_method->setCurrentText(m_grouping->usualMethod());
    checkAgain();
}

void DestinationEditor::fill()
{
    m_name->setText(m_start.name);
    m_method->setCurrentText(QString::fromUtf8(m_start.method));
    m_address->setText(m_start.url.toString());
    m_fieldName->setText(m_start.fieldName);
    m_grouping->setGrouping(m_start.grouping);
    setFormFields(*m_fields, m_start.fields);
    setHeaders(*m_headers, m_start.headers);
    m_identity->setIdentity(m_start.identity);
    m_delivery->take(m_start);
}

Destination DestinationEditor::destination() const
{
    QList<FormField> fields = formFieldsOf(*m_fields);
    if (!m_grouping->whyNoForm().isEmpty()) // not sent with a file that is the body, and kept for when it is none again
        fields.removeIf([](const FormField &f) { return isSecretField(f.name); });
    Destination made{m_name->text().trimmed(),
                     withEmptySecrets(addressFromText(m_address->text())),
                     m_method->currentText().trimmed().toUpper().toUtf8(),
                     m_fieldName->text(),
                     fields,
                     ui::headersOf(*m_headers),
                     m_grouping->grouping(),
                     m_identity->identity(),
                     false};
    m_delivery->give(made);
    return made;
}

QStringList DestinationEditor::entered()
{
    m_fields->commitEditor();
    m_headers->commitEditor();
    QStringList texts{m_name->text(), m_method->currentText(), m_address->text(), m_fieldName->text(),
                      QString::number(int(m_grouping->grouping()))};
    return texts + m_identity->texts() + m_delivery->texts() + textsOf(*m_fields) + textsOf(*m_headers);
}

void DestinationEditor::tellOfSecrets(const QString &address)
{
    const QString sentence = secretsNotKept(addressFromText(address));
    m_secretHint->setText(sentence);
    m_secretHint->setVisible(!sentence.isEmpty());
    m_address->setAccessibleDescription(sentence);
}

void DestinationEditor::checkSecrets(KeyValueTable &table, BoxFrame &box, FieldProblem &place)
{
    place.setSentence({});
    table.values().clearProblems();
    const QList<KeyValueModel::Row> &rows = table.values().rows();
    for (int row = 0; row < rows.size() && table.isEnabled(); ++row) { // else nothing of it is kept
        if (rows.at(row).isEmpty() || !table.values().isSecret(row))
            continue;
        const QString sentence =
            tr("“%1” holds a secret, and secrets are not kept. Remove it, and write it when you upload.")
                .arg(rows.at(row).name);
        table.values().setProblem(row, sentence);
        if (!place.isSet())
            place.setSentence(sentence);
    }
    box.setProblem(place.sentence(), false);
}

/// What keeps the requests to it from being sent; what is said of a field already stays.
void DestinationEditor::checkRequestOf(const Destination &made)
{
    UploadRequest request;
    request.url = made.url;
    request.method = made.method;
    if (m_grouping->whyNoForm().isEmpty())
        request.fields = made.fields;
    if (made.grouping == Grouping::WholeBody)
        request.rawBodyPath = QStringLiteral("/"); // of which nothing is asked
    else
        request.files = {FormFile{made.fieldName, {}, {}, {}}}; // of which the name alone is asked
    request.headers = made.headers;
    request.options.identity = made.identity;
    for (const RequestProblem &problem : checkRequest(request, SourceFiles::AreOpenedNext)) {
        const QString sentence = errorText(problem.error);
        if (problem.field == RequestField::Headers && !m_headersProblem->isSet()) {
            m_headers->values().setProblem(tableRow(*m_headers, problem.row), sentence);
            m_headersProblem->setSentence(sentence);
            m_headersBox->setProblem(sentence, false);
        } else if (problem.field == RequestField::FieldName && !m_fieldNameProblem->isSet()) {
            m_fieldNameProblem->setSentence(sentence);
        } else if (problem.field == RequestField::Identity) {
            m_identity->problem()->setSentence(sentence);
        } else if (problem.field == RequestField::Method && !m_addressProblem->isSet()) {
            m_addressProblem->setSentence(sentence);
        }
    }
}

/// The first field with a problem; null if all is well.
QWidget *DestinationEditor::check()
{
    const Destination made = destination();
    const bool isTaken = m_takenNames.contains(made.name);
    m_nameProblem->setSentence(made.name.isEmpty() ? tr("The destination has no name.")
                               : isTaken           ? tr("Another destination has this name. Write another one.")
                                                   : QString());
    m_fieldNameProblem->setSentence({});
    m_identity->problem()->setSentence({});
    const auto address = checkAddress(made.url, m_address->text());
    m_addressProblem->setSentence(address ? errorText(*address) : QString());
    checkSecrets(*m_fields, *m_fieldsBox, *m_fieldsProblem);
    checkSecrets(*m_headers, *m_headersBox, *m_headersProblem);
    checkRequestOf(made);
    const std::pair<FieldProblem *, QWidget *> places[] = {
        {m_nameProblem, m_name},     {m_addressProblem, m_address}, {m_fieldNameProblem, m_fieldName},
        {m_fieldsProblem, m_fields}, {m_headersProblem, m_headers}, {m_identity->problem(), m_identity->faultyPart()}};
    int count = 0;
    QWidget *first = nullptr;
    for (const auto &[problem, field] : places) {
        if (!problem->isSet())
            continue;
        ++count;
        first = first ? first : field;
    }
    summary()->setSentence(count == 0 ? QString() : count == 1 ? tr("1 problem") : tr("%n problems", nullptr, count));
    return first;
}

/// Once it was found wanting, what is said of it follows what is written.
void DestinationEditor::checkAgain()
{
    if (summary()->isSet())
        check();
}

void DestinationEditor::submit()
{
    m_fields->commitEditor();
    m_headers->commitEditor();
    if (QWidget *wrong = check()) {
        focusField(wrong);
        return;
    }
    emit made(destination());
    accept();
}

} // namespace ferry::ui
