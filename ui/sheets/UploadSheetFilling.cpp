#include "ui/sheets/UploadSheet.h"

#include "core/store/Settings.h"
#include "core/types/SecretParameters.h"
#include "core/types/Secrets.h"
#include "ui/parts/FieldProblem.h"
#include "ui/parts/ForeignText.h"
#include "ui/parts/KeyValueTable.h"
#include "ui/sheets/BlankSecrets.h"
#include "ui/sheets/DeliveryField.h"
#include "ui/sheets/DestinationNameDialog.h"
#include "ui/sheets/FileSection.h"
#include "ui/sheets/IdentityField.h"
#include "ui/sheets/KeyValueRequest.h"

#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QSpinBox>

namespace ferry::ui {

namespace {

/// The same place, whichever of its secrets are written in it.
bool isSameAddress(const QUrl &a, const QUrl &b)
{
    return withoutSecrets(a) == withoutSecrets(b);
}

/// The address that a sheet is filled with again may have lost its secrets, and their names with them: those of the
/// destination stay when it is kept anew.
void keepNamesOfSecrets(Destination &saved, const Destination &before)
{
    if (isSameAddress(saved.url, before.url) && secretParameters(saved.url).isEmpty())
        saved.url = before.url;
}

/// In the place of the one with its name, else as the last one.
void put(QList<Destination> &all, Destination &saved)
{
    const auto same = std::find_if(all.begin(), all.end(),
                                   [&saved](const Destination &d) { return d.name == saved.name && !d.builtIn; });
    if (same == all.end())
        return all.append(saved);
    keepNamesOfSecrets(saved, *same);
    *same = saved;
}

/// As it was sent; of a single file in a form the destination says whether more would have gone with it.
Grouping groupingLike(const UploadRequest &request, const Destination *known)
{
    if (!request.rawBodyPath.isEmpty())
        return Grouping::WholeBody;
    const bool together = request.files.size() > 1 || (known && known->grouping == Grouping::Together);
    return together ? Grouping::Together : Grouping::OneEach;
}

} // namespace

// Where the fields come from and go to: destinations, and what was sent before.

void UploadSheet::setDestination(const Destination &destination)
{
    const bool mayAsk = isTouched();
    fill(destination);
    if (!mayAsk)
        setUntouched();
}

void UploadSheet::fill(const Destination &destination)
{
    m_chosen = destination;
    m_address->setCurrentText(destination.url.toString());
    m_touched = true;
    m_method->setCurrentText(QString::fromUtf8(destination.method));
    m_fieldName->setText(destination.fieldName);
    setGrouping(destination.grouping);
    setFormFields(*m_fields, destination.fields);
    setHeaders(*m_headers, destination.headers);
    m_blankFields->note();
    m_blankHeaders->note();
    m_identity->setIdentity(destination.identity);
    m_delivery->take(destination);
    for (const auto field :
         {RequestField::Address, RequestField::FieldName, RequestField::Fields, RequestField::Headers})
        clear(field);
    showMissingSecrets();
    summarize();
}

/// The one that the request was made from, as it is now; null if there is none any more.
const Destination *UploadSheet::destinationOf(const UploadRequest &request) const
{
    const auto it = std::find_if(m_destinations.begin(), m_destinations.end(), [&request](const Destination &d) {
        return d.name == request.destinationName && isSameAddress(d.url, request.url);
    });
    return it == m_destinations.end() ? nullptr : &*it;
}

void UploadSheet::setRequest(const UploadRequest &request)
{
    const Destination *known = destinationOf(request);
    Destination like = known ? *known : Destination();
    like.name = request.destinationName;
    if (!known || !secretParameters(request.url).isEmpty()) // else its own asks for what was not kept
        like.url = request.url;
    like.method = request.method;
    if (!request.files.isEmpty())
        like.fieldName = request.files.first().name;
    like.fields = request.fields;
    like.headers = request.headers;
    like.grouping = groupingLike(request, known);
    like.identity = request.options.identity;
    like.safeToRepeat = request.safeToRepeat;
    like.idempotencyKey = !request.idempotencyKey.isEmpty();
    like.contentDigest = request.contentDigest;
    setDestination(like);
    m_timeout->setValue(int(request.options.timeout / std::chrono::seconds(1)));
    if (request.options.answerTimeout)
        m_answerTimeout->setValue(int(*request.options.answerTimeout / std::chrono::seconds(1)));
    QStringList paths;
    for (const FormFile &file : request.files) {
        paths.append(file.path);
        m_files->setFileName(file.path, file.fileName);
    }
    if (!request.rawBodyPath.isEmpty())
        paths.append(request.rawBodyPath);
    m_filesBefore = paths.size();
    m_files->fill(paths);
}

QStringList UploadSheet::entered()
{
    m_fields->commitEditor();
    m_headers->commitEditor();
    QStringList texts{m_address->currentText(),         m_method->currentText(), m_fieldName->text(),
                      QString::number(int(grouping())), m_timeout->text(),       m_answerTimeout->text()};
    return texts + m_identity->texts() + m_delivery->texts() + textsOf(*m_fields) + textsOf(*m_headers);
}

bool UploadSheet::hasWork()
{
    return m_files->hasWork() || isTouched();
}

void UploadSheet::fillMenu(QMenu *menu)
{
    menu->clear();
    for (const Destination &destination : std::as_const(m_destinations)) {
        QAction *action = menu->addAction(destination.name);
        action->setToolTip(harmless(shownAddress(destination.url)));
        connect(action, &QAction::triggered, this, [this, destination] { setDestination(destination); });
    }
    if (!m_destinations.isEmpty())
        menu->addSeparator();
    QAction *save = menu->addAction(tr("Save as destination…"));
    connect(save, &QAction::triggered, this, &UploadSheet::askDestinationName);
}

void UploadSheet::askDestinationName()
{
    checkField(RequestField::Address);
    if (m_addressProblem->isSet()) {
        focusAddress();
        return;
    }
    const QUrl url = request().url;
    const bool own = !m_chosen.builtIn && !m_chosen.name.isEmpty() && isSameAddress(url, m_chosen.url);
    QList<Destination> others = m_settings.destinations();
    if (own)
        others.removeIf([&](const Destination &d) { return d.name == m_chosen.name && isSameAddress(url, d.url); });
    auto *dialog = new DestinationNameDialog(url, own ? m_chosen.name : url.host(), others, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &DestinationNameDialog::named, this, &UploadSheet::saveDestination);
    dialog->open();
}

void UploadSheet::saveDestination(const QString &name)
{
    const UploadRequest made = request();
    Destination saved{name,       withEmptySecrets(made.url), made.method, m_fieldName->text(), {}, {},
                      grouping(), made.options.identity,      false};
    m_delivery->give(saved);
    for (const FormField &field : made.fields) {
        if (!isSecretField(field.name))
            saved.fields.append(field);
    }
    for (const auto &[header, value] : made.headers) {
        if (!isSecretName(QString::fromUtf8(header)))
            saved.headers.append(header, value);
    }
    QList<Destination> all = m_settings.destinations();
    put(all, saved);
    m_settings.setDestinations(all);
    put(m_destinations, saved);
    m_chosen = saved;
}

} // namespace ferry::ui
