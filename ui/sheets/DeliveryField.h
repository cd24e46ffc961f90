#pragma once

#include <QWidget>

class QCheckBox;

namespace ferry {
struct Destination;
struct UploadRequest;
} // namespace ferry

namespace ferry::ui {

/// What is known of a server about repetition and checksums: whether an upload may be sent twice, and which fields go
/// with it. GUI thread.
class DeliveryField : public QWidget
{
    Q_OBJECT

public:
    explicit DeliveryField(QWidget *parent = nullptr);

    void take(const Destination &destination);
    void give(Destination &destination) const;
    /// Each call makes another key, so once for each upload.
    void give(UploadRequest &request) const;

    /// All that is chosen in it, to be compared.
    QStringList texts() const;
    QCheckBox *safeToRepeat() const { return m_safe; }
    QCheckBox *idempotencyKey() const { return m_key; }
    QCheckBox *contentDigest() const { return m_digest; }

private:
    QCheckBox *m_safe;
    QCheckBox *m_key;
    QCheckBox *m_digest;
};

} // namespace ferry::ui
