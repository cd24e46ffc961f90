#pragma once

#include <QByteArray>

#include <memory>
#include <optional>

struct evp_md_ctx_st;

namespace ferry {

/// A checksum taken while bytes pass, by OpenSSL, which uses the processor's instructions for it. One thread at a time.
class Digest
{
public:
    enum Algorithm { Md5, Sha1, Sha256, Sha512 };

    explicit Digest(Algorithm algorithm = Sha256);
    ~Digest();
    Digest(Digest &&) noexcept;
    Digest &operator=(Digest &&) noexcept;

    void add(const char *data, qint64 size);
    void add(QByteArrayView data) { add(data.data(), data.size()); }
    /// Lower case, of everything so far; empty where the system's policy forbids the algorithm. More may be added
    /// after.
    QByteArray hex() const;

    /// Of all at once, which takes less than adding it.
    static QByteArray sha256(QByteArrayView data);

    /// "sha256", "sha1", "sha512", "md5", in any case.
    static std::optional<Algorithm> algorithmFor(QByteArrayView name);
    static int hexLength(Algorithm algorithm);

private:
    struct Free
    {
        void operator()(evp_md_ctx_st *context) const;
    };
    std::unique_ptr<evp_md_ctx_st, Free> m_context;
};

} // namespace ferry
