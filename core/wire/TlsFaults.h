#pragma once

#include "core/types/TransferError.h"

#include <QSslError>

namespace ferry {

/// Translations of OpenSSL's X509_V_ERR_ codes.
QSslError::SslError sslErrorFor(int code);
TlsFault tlsFaultFor(int code);
/// The fault that tells a person most: trust before dates, dates before names.
TlsFault worseFault(TlsFault a, TlsFault b);
/// What a handshake that failed before any certificate was judged says of itself.
TlsFault handshakeFault(const QByteArray &libraryWords);

} // namespace ferry
