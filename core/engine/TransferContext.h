#pragma once

#include "core/engine/RateLimiter.h"
#include "core/engine/SignedIn.h"
#include "core/io/ReservedNames.h"
#include "core/types/TransferError.h"

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QThreadPool>
#include <QUrl>

class QNetworkAccessManager;

namespace ferry {

/// Certificates that the person takes in spite of their faults: one for each host and port, of a launch.
class TrustedCertificates
{
public:
    void trust(const QString &host, int port, const QByteArray &sha256Fingerprint);
    void distrust(const QString &host, int port);
    /// The SHA-256 of the one that is taken at this address, or an empty array.
    QByteArray fingerprintFor(const QUrl &url) const;

private:
    QHash<QString, QByteArray> m_byHostAndPort;
};

/// Threads for the records of parts (PartCheckpoints): these wait for the disk, and never behind a copy of hours.
std::unique_ptr<QThreadPool> threadsForRecords();

/// What every task of an engine shares. Outlives the tasks; used on the engine's thread only.
struct TransferContext
{
    QNetworkAccessManager &manager;
    QString temporaryDirectory;                    ///< of this launch, 0700; empty if it could not be made
    std::optional<TransferError> directoryFailure; ///< why not
    TrustedCertificates trusted;
    SignedIn signedIn;
    bool http2 = false; ///< as EngineOptions::http2
    ReservedNames reservedNames{};
    std::unique_ptr<RateLimiter> rates = std::make_unique<RateLimiter>();
    std::unique_ptr<QThreadPool> recordThreads = threadsForRecords();
};

} // namespace ferry
