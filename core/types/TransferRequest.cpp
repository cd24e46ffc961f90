#include "core/types/TransferRequest.h"

namespace ferry {

TransferKind kindOf(const TransferRequest &request)
{
    return std::holds_alternative<UploadRequest>(request) ? TransferKind::Upload : TransferKind::Download;
}

const QUrl &urlOf(const TransferRequest &request)
{
    return std::visit([](const auto &r) -> const QUrl & { return r.url; }, request);
}

const HeaderList &headersOf(const TransferRequest &request)
{
    return std::visit([](const auto &r) -> const HeaderList & { return r.headers; }, request);
}

const TransferOptions &optionsOf(const TransferRequest &request)
{
    return std::visit([](const auto &r) -> const TransferOptions & { return r.options; }, request);
}

} // namespace ferry
