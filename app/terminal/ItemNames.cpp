#include "app/terminal/ItemNames.h"

#include "app/terminal/TerminalText.h"

#include <QFileInfo>

namespace ferry {

namespace {

/// The name that an item has before its server says another one, or something as good to tell it from others by.
QString askedName(const TransferRequest &request)
{
    QString name;
    if (const auto *download = std::get_if<DownloadRequest>(&request))
        name = download->url.fileName();
    else if (const auto &upload = std::get<UploadRequest>(request); !upload.rawBodyPath.isEmpty())
        name = QFileInfo(upload.rawBodyPath).fileName();
    else if (!upload.files.isEmpty())
        name = QFileInfo(upload.files.first().path).fileName();
    return name.isEmpty() ? urlOf(request).host() : name;
}

QString quotedName(const TransferSnapshot &snapshot)
{
    const QString name = TerminalText::oneLine(snapshot.name.isEmpty() ? snapshot.url().host() : snapshot.name);
    const auto *upload = std::get_if<UploadRequest>(snapshot.request.get());
    if (!upload || upload->files.size() < 2)
        return TerminalText::tr("“%1”").arg(name);
    return TerminalText::tr("“%1” and %2 more").arg(name, QString::number(upload->files.size() - 1));
}

} // namespace

void ItemNames::add(const TransferRequest &request)
{
    m_asked.append(askedName(request));
    ++m_times[m_asked.last()];
}

QString ItemNames::of(int task, const TransferSnapshot &snapshot) const
{
    return numbered(task, quotedName(snapshot));
}

QString ItemNames::wanted(int task, const TransferSnapshot &snapshot) const
{
    const bool led = snapshot.exchange && !snapshot.exchange->redirects.isEmpty();
    const auto *download = std::get_if<DownloadRequest>(snapshot.request.get());
    const bool named = download && download->saveTo && !download->saveTo->fileName.isEmpty();
    const QString asked = TerminalText::oneLine(snapshot.url().fileName());
    return led && !named && !asked.isEmpty() ? numbered(task, TerminalText::tr("“%1”").arg(asked)) : of(task, snapshot);
}

QString ItemNames::numbered(int task, const QString &name) const
{
    if (m_times.value(m_asked.value(task - 1)) < 2)
        return name;
    return TerminalText::tr("%1 (%2 of %3)").arg(name, QString::number(task), QString::number(count()));
}

} // namespace ferry
