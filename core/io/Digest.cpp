#include "core/io/Digest.h"

#include <array>
#include <openssl/evp.h>

namespace ferry {

namespace {

/// Looked up once: EVP_sha256() and its like are looked up in each EVP_DigestInit_ex(), which costs as much as a digest
/// of 10 KiB. Null where the system's policy has switched it off.
const EVP_MD *fetched(const char *name)
{
    return EVP_MD_fetch(nullptr, name, nullptr);
}

const EVP_MD *methodOf(Digest::Algorithm algorithm)
{
    static const std::array methods{fetched("MD5"), fetched("SHA1"), fetched("SHA256"), fetched("SHA512")};
    switch (algorithm) {
    case Digest::Md5:
        return methods[0];
    case Digest::Sha1:
        return methods[1];
    case Digest::Sha256:
        return methods[2];
    case Digest::Sha512:
        return methods[3];
    }
    Q_UNREACHABLE();
}

} // namespace

void Digest::Free::operator()(evp_md_ctx_st *context) const
{
    EVP_MD_CTX_free(context);
}

Digest::Digest(Algorithm algorithm)
    : m_context(EVP_MD_CTX_new())
{
    const EVP_MD *method = methodOf(algorithm);
    if (!method || (m_context && EVP_DigestInit_ex(m_context.get(), method, nullptr) != 1))
        m_context.reset();
}

Digest::~Digest() = default;
Digest::Digest(Digest &&) noexcept = default;
Digest &Digest::operator=(Digest &&) noexcept = default;

void Digest::add(const char *data, qint64 size)
{
    if (m_context && EVP_DigestUpdate(m_context.get(), data, size_t(size)) != 1)
        m_context.reset();
}

QByteArray Digest::hex() const
{
    if (!m_context)
        return {};
    // Ends a copy, so that a digest of what came so far can be asked for at any time.
    const std::unique_ptr<evp_md_ctx_st, Free> copy(EVP_MD_CTX_new());
    std::array<unsigned char, EVP_MAX_MD_SIZE> value{};
    unsigned int size = 0;
    if (!copy || EVP_MD_CTX_copy_ex(copy.get(), m_context.get()) != 1 ||
        EVP_DigestFinal_ex(copy.get(), value.data(), &size) != 1)
        return {};
    return QByteArray(reinterpret_cast<const char *>(value.data()), qsizetype(size)).toHex();
}

QByteArray Digest::sha256(QByteArrayView data)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> value{};
    unsigned int size = 0;
    const EVP_MD *method = methodOf(Sha256);
    if (!method || EVP_Digest(data.data(), size_t(data.size()), value.data(), &size, method, nullptr) != 1)
        return {};
    return QByteArray(reinterpret_cast<const char *>(value.data()), qsizetype(size)).toHex();
}

std::optional<Digest::Algorithm> Digest::algorithmFor(QByteArrayView name)
{
    static constexpr std::array<std::pair<const char *, Algorithm>, 4> names = {
        {{"sha256", Sha256}, {"sha1", Sha1}, {"sha512", Sha512}, {"md5", Md5}}};
    for (const auto &[word, algorithm] : names) {
        if (name.compare(QByteArrayView(word), Qt::CaseInsensitive) == 0)
            return algorithm;
    }
    return {};
}

int Digest::hexLength(Algorithm algorithm)
{
    switch (algorithm) {
    case Md5:
        return 32;
    case Sha1:
        return 40;
    case Sha256:
        return 64;
    case Sha512:
        return 128;
    }
    Q_UNREACHABLE();
}

} // namespace ferry
