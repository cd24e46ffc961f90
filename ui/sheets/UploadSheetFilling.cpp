#include "ui/sheets/UploadSheet.h"

#include "core/store/Settings.h"
#include "core/types/SecretParameters.h"
#include "core/types/Secrets.h"
#include "ui/parts/FieldProblem.h"
#include "ui/parts/KeyValueTable.h"
#include "ui/sheets/DeliveryField.h"
#include "ui/sheets/IdentityField.h"
#include "ui/sheets/KeyValueRequest.h"
#include "ui/sheets/SecretWords.h"

#include <QComboBox>
#include <QInputDialog>
#include <QLineEdit>
#include <QMenu>
#include <QSpinBox>

namespace ferry::ui {

// Where the fields come from and go to: destinations, and what was sent before.

void UploadSheet::setDestination(const Destination &destination)
{
    m_chosen = destination;
    m_address->setCurrentText(destination.url.toString());
    m_touched = true;
    m_method->setCurrentText(QString::fromUtf8(destination.method));
    m_fieldName->setText(destination.fieldName);
    if (grouping() != Grouping::WholeBody || destination.method != "PUT")
        setGrouping(destination.together ? Grouping::Together : Grouping::OneEach);
    setFormFields(*m_fields, destination.fields);
    setHeaders(*m_headers, destination.headers);
    m_identity->setIdentity(destination.identity);
    m_delivery->take(destination);
    for (const auto field :
         {RequestField::Address, RequestField::FieldName, RequestField::Fields, RequestField::Headers})
        clear(field);
    showMissingSecrets();
    summarize();
}

void UploadSheet::setRequest(const UploadRequest &request)
{
    Destination like;
    like.name = request.destinationName;
    like.url = request.url;
    like.method = request.method;
    if (!request.files.isEmpty())
        like.fieldName = request.files.first().name;
    like.fields = request.fields;
    like.headers = request.headers;
    like.together = request.files.size() > 1;
    like.identity = request.options.identity;
    like.safeToRepeat = request.safeToRepeat;
    like.idempotencyKey = !request.idempotencyKey.isEmpty();
    like.contentDigest = request.contentDigest;
    setDestination(like);
    if (!request.rawBodyPath.isEmpty())
        setGrouping(Grouping::WholeBody);
    m_timeout->setValue(int(request.options.timeout / std::chrono::seconds(1)));
    if (request.options.answerTimeout)
        m_answerTimeout->setValue(int(*request.options.answerTimeout / std::chrono::seconds(1)));
    QStringList paths;
    for (const FormFile &file : request.files)
        paths.append(file.path);
    if (!request.rawBodyPath.isEmpty())
        paths.append(request.rawBodyPath);
    m_filesBefore = paths.size();
    addFiles(paths);
}

void UploadSheet::fillMenu(QMenu *menu)
{
    menu->clear();
    for (const Destination &destination : std::as_const(m_destinations)) {
        QAction *action = menu->addAction(destination.name);
        action->setToolTip(shownAddress(destination.url));
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
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Save as destination"));
    const QString inAddress = secretsNotKept(request().url);
    dialog->setLabelText(tr("Name of the server. Secrets are not kept with it.") +
                         (inAddress.isEmpty() ? QString() : u'\n' + inAddress));
    dialog->setTextValue(m_chosen.builtIn || m_chosen.name.isEmpty() ? request().url.host() : m_chosen.name);
    connect(dialog, &QInputDialog::textValueSelected, this, &UploadSheet::saveDestination);
    dialog->open();
}

void UploadSheet::saveDestination(const QString &name)
{
    if (name.trimmed().isEmpty())
        return;
    const UploadRequest made = request();
    Destination saved{name.trimmed(),
                      withEmptySecrets(made.url),
                      made.method,
                      m_fieldName->text(),
                      {},
                      {},
                      grouping() == Grouping::Together,
                      made.options.identity,
                      false};
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
    const auto same =
        std::find_if(all.begin(), all.end(), [&saved](const Destination &d) { return d.name == saved.name; });
    if (same != all.end())
        *same = saved;
    else
        all.append(saved);
    m_settings.setDestinations(all);
    m_destinations.removeIf([&saved](const Destination &d) { return d.name == saved.name && !d.builtIn; });
    m_destinations.append(saved);
    m_chosen = saved;
}

} // namespace ferry::ui
