#pragma once

#include <memory>
#include <QByteArray>
#include <QByteArrayView>

struct evp_md_ctx_st;

namespace ferry::devserver {

/// SHA-256 of bytes as they come, by OpenSSL, which uses the processor's instructions for it. (QCryptographicHash
/// of Qt 6.4 does not, and would be most of the work of an upload.)
class Sha256
{
public:
    Sha256();

    void add(QByteArrayView bytes);
    /// Lower-case digits. Ends the computation.
    QByteArray hex();

private:
    struct Free
    {
        void operator()(evp_md_ctx_st *context) const;
    };
    std::unique_ptr<evp_md_ctx_st, Free> m_context;
};

} // namespace ferry::devserver
