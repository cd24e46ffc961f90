#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QMetaType>
#include <QString>

namespace ferry {

/// A certificate that the person takes in spite of its faults, for one host and port and for exactly this certificate.
struct CertificateException
{
    QString host; ///< lower case, no brackets
    int port = 443;
    QByteArray sha256Fingerprint; ///< of the leaf, 32 bytes
    QDateTime added;              ///< UTC

    friend bool operator==(const CertificateException &, const CertificateException &) = default;
};

} // namespace ferry

Q_DECLARE_METATYPE(ferry::CertificateException)
