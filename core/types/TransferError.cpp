#include "core/types/TransferError.h"

#include <array>

namespace ferry {

namespace {

constexpr std::array<const char *, errorKindCount> codes = {
    "abort", "timeout", "dns",    "connect",  "tls",    "proxy",          "network", "protocol", "redirect",
    "range", "checksum", "source", "target", "diskFull", "header", "unknownOutcome", "rate",
};

QString apiName(TransferKind kind)
{
    return kind == TransferKind::Upload ? QStringLiteral("uploadFile") : QStringLiteral("downloadFile");
}

} // namespace

const char *errorCode(ErrorKind kind)
{
    return codes[size_t(kind)];
}

QString errMsg(TransferKind kind, const TransferError &error)
{
    // Silence after a whole upload is a timeout in the origin's words, whatever may have happened at the server.
    const bool silence = error.kind == ErrorKind::UnknownOutcome && error.timedOut;
    const char *reason = silence ? errorCode(ErrorKind::Timeout) : errorCode(error.kind);
    return apiName(kind) + QStringLiteral(":fail ") + QLatin1String(reason);
}

QString errMsgOk(TransferKind kind)
{
    return apiName(kind) + QStringLiteral(":ok");
}

} // namespace ferry
