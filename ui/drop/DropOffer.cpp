#include "ui/drop/DropOffer.h"

#include "core/engine/RequestCheck.h"
#include "core/types/Secrets.h"
#include "ui/parts/ForeignText.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>

namespace ferry::ui {

namespace {

/// Gives the texts their translation context.
class Drop
{
    Q_DECLARE_TR_FUNCTIONS(Drop)
};

constexpr int mostLookedAt = 300, mostNamed = 3;

bool isLink(const QUrl &url)
{
    const QString scheme = url.scheme().toLower();
    return (scheme == QLatin1String("http") || scheme == QLatin1String("https")) && !url.host().isEmpty();
}

DropOffer unusable(const QString &reason)
{
    DropOffer offer;
    offer.kind = DropOffer::Unusable;
    offer.reason = reason;
    return offer;
}

/// Text counts only where every line is a link, so that a pasted sentence is not taken apart.
QList<QUrl> linksInText(const QString &text)
{
    QList<QUrl> links;
    for (const QString &line : text.split(u'\n', Qt::SkipEmptyParts)) {
        const QString word = line.trimmed();
        if (word.isEmpty())
            continue;
        const QUrl url = addressFromText(word);
        const bool isWhole = word.startsWith(QLatin1String("http"), Qt::CaseInsensitive) && isLink(url);
        if (!isWhole || word.contains(u' '))
            return {};
        links.append(url);
    }
    return links;
}

void lookAtFiles(DropOffer &offer)
{
    qint64 sum = 0;
    const bool all = offer.paths.size() <= mostLookedAt;
    for (qsizetype i = 0; i < offer.paths.size() && (all || i < mostNamed); ++i) {
        const QFileInfo info(offer.paths.at(i));
        const bool folder = info.isDir();
        offer.folders += folder ? 1 : 0;
        sum += folder ? 0 : info.size();
        if (offer.shown.size() < mostNamed)
            offer.shown.append({harmless(info.fileName()), folder ? -1 : info.size()});
    }
    offer.bytes = all && offer.folders == 0 ? sum : -1;
}

DropOffer fromUrls(const QList<QUrl> &urls)
{
    DropOffer offer;
    for (const QUrl &url : urls) {
        if (url.isLocalFile())
            offer.paths.append(url.toLocalFile());
        else if (isLink(url))
            offer.links.append(url.toString(QUrl::FullyEncoded));
        else
            return unusable(Drop::tr("%1 is not supported. Use an http or https link.").arg(url.scheme()));
    }
    if (!offer.paths.isEmpty() && !offer.links.isEmpty())
        return unusable(Drop::tr("Files and links came together. Drop one kind at a time."));
    if (!offer.paths.isEmpty()) {
        offer.kind = DropOffer::Upload;
        lookAtFiles(offer);
    } else if (!offer.links.isEmpty()) {
        offer.kind = DropOffer::Download;
        for (qsizetype i = 0; i < qMin<qsizetype>(mostNamed, offer.links.size()); ++i)
            offer.shown.append({harmless(shownAddress(QUrl(offer.links.at(i)))), -1});
    }
    return offer;
}

} // namespace

DropOffer offerOf(const QMimeData *data)
{
    if (!data)
        return {};
    if (data->hasUrls() && !data->urls().isEmpty())
        return fromUrls(data->urls());
    if (data->hasText()) {
        if (const QList<QUrl> links = linksInText(data->text()); !links.isEmpty())
            return fromUrls(links);
    }
    if (data->hasImage()) {
        DropOffer offer;
        offer.kind = DropOffer::Upload;
        offer.picture = true;
        offer.shown.append({Drop::tr("Picture"), -1});
        return offer;
    }
    return unusable(Drop::tr("This is no file, picture or link, so there is nothing to transfer."));
}

} // namespace ferry::ui
