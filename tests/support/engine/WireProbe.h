#pragma once

#include "core/wire/ByteSink.h"
#include "core/wire/NetworkAccessManager.h"
#include "core/wire/WireFacts.h"

#include <QNetworkReply>
#include <QSignalSpy>
#include <QStringList>
#include <QTest>

namespace ferry {

/// A sink that keeps what it gets, or refuses from some point on.
class MemorySink : public ByteSink
{
public:
    bool write(const char *data, qint64 size) override
    {
        ++calls;
        if (refuseAfter >= 0 && bytes.size() + size > refuseAfter)
            return false;
        bytes.append(data, qsizetype(size));
        return true;
    }

    QByteArray bytes;
    int calls = 0;
    qint64 refuseAfter = -1;
};

/// The names of a reply's signals in the order in which they came.
class SignalLog : public QObject
{
public:
    explicit SignalLog(QNetworkReply *reply)
    {
        const auto log = [this](const char *name) { return [this, name] { names.append(QLatin1String(name)); }; };
        connect(reply, &QNetworkReply::metaDataChanged, this, log("metaDataChanged"));
        connect(reply, &QNetworkReply::readyRead, this, log("readyRead"));
        connect(reply, &QNetworkReply::downloadProgress, this, log("downloadProgress"));
        connect(reply, &QNetworkReply::uploadProgress, this, log("uploadProgress"));
        connect(reply, &QNetworkReply::errorOccurred, this, log("errorOccurred"));
        connect(reply, &QNetworkReply::sslErrors, this, log("sslErrors"));
        connect(reply, &QNetworkReply::encrypted, this, log("encrypted"));
        connect(reply, &QNetworkReply::readChannelFinished, this, log("readChannelFinished"));
        connect(reply, &QNetworkReply::finished, this, log("finished"));
    }

    /// Each name once, where it came first.
    QStringList firsts() const
    {
        QStringList unique = names;
        unique.removeDuplicates();
        return unique;
    }
    int count(const char *name) const { return int(names.count(QLatin1String(name))); }

    QStringList names;
};

inline QNetworkRequest::Attribute wireAttribute(NetworkAccessManager::Attribute attribute)
{
    return QNetworkRequest::Attribute(attribute);
}

/// A request that takes no proxy, whatever the machine's environment says.
inline QNetworkRequest directRequest(const QUrl &url)
{
    QNetworkRequest request(url);
    request.setAttribute(wireAttribute(NetworkAccessManager::ProxyAttribute), QUrl());
    return request;
}

inline void setSink(QNetworkRequest &request, ByteSink *sink)
{
    request.setAttribute(wireAttribute(NetworkAccessManager::SinkAttribute), QVariant::fromValue(sink));
}

/// Waits for the end; false after 20 s.
inline bool ended(QNetworkReply *reply)
{
    if (reply->isFinished())
        return true;
    QSignalSpy spy(reply, &QNetworkReply::finished);
    return spy.wait(20000);
}

} // namespace ferry
