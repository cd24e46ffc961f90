#include "ui/sheets/DownloadSheet.h"

#include "core/types/SecretParameters.h"
#include "ui/parts/BoxFrame.h"
#include "ui/parts/KeyValueTable.h"
#include "ui/rates/RateBox.h"
#include "ui/sheets/BlankSecrets.h"
#include "ui/sheets/DownloadOptionsField.h"
#include "ui/sheets/IdentityField.h"
#include "ui/sheets/KeyValueRequest.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>

namespace ferry::ui {

// Where the fields come from: links, and what was fetched before.

void DownloadSheet::setLinks(const QStringList &links)
{
    m_links->setPlainText(links.join(u'\n'));
    m_left = !links.isEmpty();
    showLinkProblems();
}

void DownloadSheet::setRequest(const DownloadRequest &request)
{
    m_filled = request.url;
    setLinks({request.url.toString(QUrl::FullyEncoded)});
    if (request.saveTo) {
        m_save->setChecked(true);
        m_folder->setText(QDir::toNativeSeparators(request.saveTo->directory));
    }
    if (!request.headers.isEmpty()) {
        setHeaders(*m_headers, request.headers);
        m_addHeader->hide();
        m_headersBox->show();
        m_blankHeaders->note();
        checkHead();
    }
    m_identity->setIdentity(request.options.identity);
    if (request.checksum)
        m_checksum->field()->setText(QString::fromLatin1(request.checksum->hex));
    m_checksum->neighbour()->setChecked(request.checkNeighbour);
    m_pace->connections()->setCurrentIndex(request.segments);
    m_pace->rate()->setRate(request.options.rateLimit);
}

bool DownloadSheet::lacksSecrets(const QUrl &url) const
{
    return withEmptySecrets(url) == withEmptySecrets(m_filled) && !missingSecrets(url).isEmpty();
}

QStringList DownloadSheet::entered()
{
    m_headers->commitEditor();
    return QStringList{m_links->toPlainText(),
                       m_folder->text(),
                       QString::number(m_save->isChecked()),
                       m_checksum->field()->text(),
                       QString::number(m_checksum->neighbour()->isChecked()),
                       m_pace->connections()->currentText(),
                       QString::number(m_pace->rate()->rate())} +
           m_identity->texts() + textsOf(*m_headers);
}

} // namespace ferry::ui
