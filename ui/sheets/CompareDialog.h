#pragma once

#include "core/types/TransferSnapshot.h"
#include "ui/sheets/Notice.h"

#include <atomic>

class QPlainTextEdit;

namespace ferry::ui {

class VerdictBanner;

/// Compares a downloaded file with a checksum that is pasted. The file is read on the thread pool, unless its SHA-256
/// is known already. GUI thread. Open it with open().
class CompareDialog : public Notice
{
    Q_OBJECT

public:
    enum class Result { Nothing, NoChecksum, Comparing, Same, Different, Unreadable };
    Q_ENUM(Result)

    explicit CompareDialog(const TransferSnapshot &snapshot, QWidget *parent = nullptr);
    ~CompareDialog() override;

    QPlainTextEdit *field() const { return m_field; }
    Result result() const { return m_result; }
    QString sentence() const;

signals:
    void compared();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void addField();
    void compare();
    void hash(const ExpectedChecksum &expected);
    void judge(const ExpectedChecksum &expected, const QByteArray &hex);
    void say(Result result, Tone tone, const QString &icon, const QString &title, const QString &text = {});

    QString m_name;
    QString m_path;
    QByteArray m_sha256; ///< hex, empty if it is not known
    QPlainTextEdit *m_field = nullptr;
    VerdictBanner *m_banner = nullptr;
    Result m_result = Result::Nothing;
    std::shared_ptr<std::atomic_bool> m_stop; ///< of the file that is being read
};

} // namespace ferry::ui
