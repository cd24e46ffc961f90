#pragma once

#include <QSet>
#include <QString>

#include <memory>

namespace ferry {

/// Names that downloads on their way are promised, so that two never head for one name, and the name that a person is
/// shown at the start is the one the file gets. Nothing is made on the disk: an empty file under the final name would
/// look like a finished one. One thread (the engine's); claims may outlive the object.
class ReservedNames
{
    using Paths = QSet<QString>;

public:
    /// A promise; it ends with the object.
    class Claim
    {
    public:
        Claim() = default;
        ~Claim();
        Claim(Claim &&other) noexcept = default;
        Claim &operator=(Claim &&other) noexcept;
        Claim(const Claim &) = delete;
        Claim &operator=(const Claim &) = delete;

        QString name() const { return m_name; } ///< empty: nothing is claimed

    private:
        friend class ReservedNames;
        std::shared_ptr<Paths> m_paths;
        QString m_path;
        QString m_name;
    };

    /// The name, or the next one beside it, that is neither in the directory (be it a link that leads nowhere) nor
    /// promised already.
    Claim claim(const QString &directory, const QString &name);

private:
    std::shared_ptr<Paths> m_paths = std::make_shared<Paths>();
};

} // namespace ferry
