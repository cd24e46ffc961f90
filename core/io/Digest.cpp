#include "core/io/Digest.h"

#include <array>
#include <openssl/evp.h>

namespace ferry {

namespace {

const EVP_MD *methodOf(Digest::Algorithm algorithm)
{
    switch (algorithm) {
    case Digest::Md5:
        return EVP_md5();
    case Digest::Sha1:
        return EVP_sha1();
    case Digest::Sha256:
        return EVP_sha256();
    case Digest::Sha512:
        return EVP_sha512();
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
    if (m_context && EVP_DigestInit_ex(m_context.get(), methodOf(algorithm), nullptr) != 1)
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
    return EVP_MD_get_size(methodOf(algorithm)) * 2;
}

} // namespace ferry
