#include "ui/sheets/UploadSheet.h"

#include "core/store/Settings.h"
#include "core/types/ErrorText.h"
#include "core/types/SecretParameters.h"
#include "ui/look/Theme.h"
#include "ui/parts/Background.h"
#include "ui/parts/BoxFrame.h"
#include "ui/parts/FieldProblem.h"
#include "ui/parts/KeyValueModel.h"
#include "ui/parts/KeyValueTable.h"
#include "ui/sheets/BlankSecrets.h"
#include "ui/sheets/DeliveryField.h"
#include "ui/sheets/FileListModel.h"
#include "ui/sheets/FileListView.h"
#include "ui/sheets/FileSection.h"
#include "ui/sheets/FolderQuestion.h"
#include "ui/sheets/GroupingField.h"
#include "ui/sheets/IdentityField.h"
#include "ui/sheets/KeyValueRequest.h"
#include "ui/sheets/SecretWords.h"

#include <QComboBox>
#include <QDragEnterEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSpinBox>

namespace ferry::ui {

// The fields are built in UploadSheetFields.cpp; here is what happens with them.

UploadSheet::~UploadSheet()
{
    hide(); // while the field that loses the focus by it can still tell this sheet
}

void UploadSheet::addFiles(const QStringList &paths)
{
    m_files->addPaths(paths);
}

void UploadSheet::addPicture(const QImage &picture)
{
    m_files->addPicture(picture);
}

void UploadSheet::setTemporaryDirectory(const QString &directory)
{
    m_files->setTemporaryDirectory(directory);
}

Grouping UploadSheet::grouping() const
{
    return m_grouping->grouping();
}

UploadRequest UploadSheet::request() const
{
    UploadRequest request;
    request.url = addressFromText(m_address->currentText());
    request.method = m_method->currentText().trimmed().toUpper().toUtf8();
    request.headers = ui::headersOf(*m_headers);
    if (grouping() != Grouping::WholeBody)
        request.fields = formFieldsOf(*m_fields);
    request.options.timeout = std::chrono::seconds(m_timeout->value());
    request.options.answerTimeout = std::chrono::seconds(m_answerTimeout->value());
    request.options.retries = m_settings.retries();
    request.options.identity = m_identity->identity();
    if (isFilledAddress(request.url))
        request.destinationName = m_chosen.name;
    return request;
}

bool UploadSheet::isFilledAddress(const QUrl &url) const
{
    return withEmptySecrets(url) == withEmptySecrets(m_chosen.url);
}

/// By a destination, what was sent before, or the list of used ones.
bool UploadSheet::isKeptAddress(const QUrl &url) const
{
    const QUrl kept = withEmptySecrets(url);
    return isFilledAddress(url) || m_settings.addressHistory().contains(kept.toString(QUrl::FullyEncoded));
}

/// An address that a person writes may well have an empty value; in one that was kept it is a secret that was not.
void UploadSheet::showMissingSecrets()
{
    const QUrl url = addressFromText(m_address->currentText());
    if (isKeptAddress(url) && !m_addressProblem->isSet())
        m_addressProblem->setSentence(secretsMissing(url));
    if (grouping() != Grouping::WholeBody) // which sends no fields
        m_blankFields->show();
    m_blankHeaders->show();
}

/// The cursor stands where a secret is to be written, if one is missing.
void UploadSheet::focusAddress()
{
    focusField(m_address);
    const QStringList missing = missingSecrets(addressFromText(m_address->currentText()));
    const qsizetype name = missing.isEmpty() ? -1 : m_address->currentText().indexOf(missing.first() + u'=');
    if (m_addressProblem->isSet() && name >= 0)
        m_address->lineEdit()->setCursorPosition(int(name + missing.first().size() + 1));
}

QList<TransferRequest> UploadSheet::requests() const
{
    const QList<FileSection::Chosen> chosen = m_files->chosen();
    const Grouping how = grouping();
    QList<TransferRequest> all;
    UploadRequest together = request();
    m_delivery->give(together);
    if (how == Grouping::WholeBody) {
        for (const FileSection::Chosen &file : chosen) {
            UploadRequest one = together;
            m_delivery->give(one); // a key of its own
            one.rawBodyPath = file.path;
            all.append(one);
        }
        return all;
    }
    const QString name = m_fieldName->text();
    for (const FileSection::Chosen &file : chosen) {
        const FormFile part{name, file.path, file.fileName, {}};
        if (how == Grouping::Together) {
            together.files.append(part);
            continue;
        }
        UploadRequest one = together;
        m_delivery->give(one);
        one.files = {part};
        all.append(one);
    }
    if (all.isEmpty())
        all.append(together); // all files, or a form of fields alone
    return all;
}

UploadRequest UploadSheet::requestToCheck() const
{
    // All files in one, so that the row of a problem is the row of the list, however they will be sent.
    UploadRequest all = request();
    if (grouping() == Grouping::WholeBody) {
        for (const FileSection::Chosen &file : m_files->chosen())
            all.files.append({QStringLiteral("body"), file.path, {}, {}});
        return all;
    }
    for (const FileSection::Chosen &file : m_files->chosen())
        all.files.append({m_fieldName->text(), file.path, file.fileName, {}});
    return all;
}

void UploadSheet::submit()
{
    if (m_checking)
        return;
    m_fields->commitEditor();
    m_headers->commitEditor();
    m_wanted = m_files->isBusy();
    if (m_wanted) {
        updatePrimary();
        return; // goes on when the files are ready
    }
    check();
}

void UploadSheet::check()
{
    m_checking = true;
    const UploadRequest request = requestToCheck();
    const bool wholeBody = grouping() == Grouping::WholeBody;
    runInBackground(
        this,
        [request, wholeBody] {
            QList<RequestProblem> problems = checkRequest(request);
            if (wholeBody && !request.files.isEmpty()) {
                // A Content-Type is the person's for a raw body, and only there.
                UploadRequest raw = request;
                raw.rawBodyPath = request.files.first().path;
                const auto isHeader = [](const RequestProblem &p) { return p.field == RequestField::Headers; };
                problems.removeIf(isHeader);
                for (const RequestProblem &problem : checkRequest(raw)) {
                    if (isHeader(problem))
                        problems.append(problem);
                }
            }
            return problems;
        },
        [this](const QList<RequestProblem> &problems) { checked(problems); });
}

void UploadSheet::checked(const QList<RequestProblem> &problems)
{
    m_checking = false;
    for (const auto field : {RequestField::Address, RequestField::Method, RequestField::Files, RequestField::FieldName,
                             RequestField::Fields, RequestField::Headers, RequestField::Identity})
        clear(field);
    for (const RequestProblem &problem : problems)
        show(problem);
    showMissingSecrets();
    for (const int row : m_files->uncompressed())
        m_files->setProblem(row, tr("“%1” is no picture that can be compressed. Remove it, or choose Original.")
                                     .arg(m_files->model().index(row).data().toString()));
    if (m_files->question()->isOpen())
        m_files->setProblem(-1, tr("Say first whether the files of the folder are to be added, or left out."));
    if (m_files->model().rowCount() < std::exchange(m_filesBefore, 0))
        m_files->setProblem(
            -1, tr("There are fewer files than the upload had before. To send what is listed, upload once more."));
    const bool anyMissing = m_addressProblem->isSet() || m_fieldsProblem->isSet() || m_headersProblem->isSet();
    if (m_files->problem()->isSet() || anyMissing || !problems.isEmpty()) {
        summarize();
        focusFirstProblem();
        return;
    }
    m_settings.addAddress(addressFromText(m_address->currentText()));
    const QList<TransferRequest> made = requests();
    m_files->release();
    emit requestsMade(made);
    accept();
}

void UploadSheet::checkField(RequestField field)
{
    UploadRequest asked = request();
    if (field == RequestField::FieldName)
        asked.files = {FormFile{m_fieldName->text(), {}, {}, {}}};
    if (grouping() == Grouping::WholeBody)
        asked.rawBodyPath = QStringLiteral("/"); // only what is not about the file is looked at
    clear(field);
    for (const RequestProblem &problem : checkRequest(asked)) {
        if (problem.field == field)
            show(problem);
    }
    if (field == RequestField::Address || field == RequestField::Fields || field == RequestField::Headers)
        showMissingSecrets();
    summarize();
}

void UploadSheet::show(const RequestProblem &problem)
{
    const QString sentence = errorText(problem.error);
    const auto once = [&sentence](FieldProblem *place) {
        if (!place->isSet())
            place->setSentence(sentence);
    };
    switch (problem.field) {
    case RequestField::Method:
        once(m_methodProblem);
        break;
    case RequestField::Files:
        m_files->setProblem(problem.row, sentence);
        break;
    case RequestField::FieldName:
        once(m_fieldNameProblem);
        break;
    case RequestField::Fields:
        m_fields->values().setProblem(tableRow(*m_fields, problem.row), sentence);
        once(m_fieldsProblem);
        break;
    case RequestField::Headers:
        m_headers->values().setProblem(tableRow(*m_headers, problem.row), sentence);
        once(m_headersProblem);
        break;
    case RequestField::Identity:
        once(m_identity->problem());
        break;
    default:
        once(m_addressProblem);
        break;
    }
}

void UploadSheet::clear(RequestField field)
{
    switch (field) {
    case RequestField::Address:
        m_addressProblem->setSentence({});
        break;
    case RequestField::Method:
        m_methodProblem->setSentence({});
        break;
    case RequestField::Files:
        m_files->clearProblems();
        break;
    case RequestField::FieldName:
        m_fieldNameProblem->setSentence({});
        break;
    case RequestField::Fields:
        m_fields->values().clearProblems();
        m_fieldsProblem->setSentence({});
        break;
    case RequestField::Headers:
        m_headers->values().clearProblems();
        m_headersProblem->setSentence({});
        break;
    case RequestField::Identity:
        m_identity->problem()->setSentence({});
        break;
    default:
        break;
    }
}

QString UploadSheet::nameOfOnlyProblem() const
{
    if (m_addressProblem->isSet())
        return tr("1 problem: address");
    if (m_methodProblem->isSet())
        return tr("1 problem: method");
    if (m_files->problem()->isSet())
        return tr("1 problem: files");
    if (m_fieldNameProblem->isSet())
        return tr("1 problem: field name");
    if (m_identity->problem()->isSet())
        return tr("1 problem: identity");
    for (KeyValueTable *table : {m_fields, m_headers}) {
        const KeyValueModel &values = table->values();
        for (int row = 0; row < values.rowCount(); ++row) {
            if (values.index(row, 0).data(KeyValueModel::ProblemRole).toString().isEmpty())
                continue;
            const QString name = values.index(row, 0).data().toString();
            return table == m_headers ? tr("1 problem: header %1").arg(name) : tr("1 problem: field %1").arg(name);
        }
    }
    return tr("1 problem");
}

void UploadSheet::summarize()
{
    // The cells of the row are red, not the whole table.
    m_fieldsBox->setProblem(m_fieldsProblem->sentence(), false);
    m_headersBox->setProblem(m_headersProblem->sentence(), false);
    int count = 0;
    for (const FieldProblem *place : {m_addressProblem, m_methodProblem, m_files->problem(), m_fieldNameProblem,
                                      m_fieldsProblem, m_headersProblem, m_identity->problem()})
        count += place->isSet() ? 1 : 0;
    if (count == 0)
        summary()->setSentence({});
    else
        summary()->setSentence(count == 1 ? nameOfOnlyProblem() : tr("%n problems", nullptr, count));
}

void UploadSheet::focusFirstProblem()
{
    if (m_addressProblem->isSet())
        focusAddress();
    else if (m_methodProblem->isSet())
        focusField(m_method);
    else if (m_files->problem()->isSet() && m_files->question()->isOpen())
        focusField(m_files->question()->addButton());
    else if (m_files->problem()->isSet())
        focusField(m_files->view());
    else if (m_fieldNameProblem->isSet())
        focusField(m_fieldName);
    else if (m_fieldsProblem->isSet())
        focusField(m_fields);
    else if (m_headersProblem->isSet())
        focusField(m_headers);
    else if (m_identity->problem()->isSet())
        focusField(m_identity->faultyPart());
}

void UploadSheet::dragEnterEvent(QDragEnterEvent *event)
{
    if (FileSection::canTake(event->mimeData()))
        event->acceptProposedAction();
}

void UploadSheet::dropEvent(QDropEvent *event)
{
    if (m_files->addMime(event->mimeData()))
        event->acceptProposedAction();
}

} // namespace ferry::ui
