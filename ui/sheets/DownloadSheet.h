#pragma once

#include "core/engine/RequestCheck.h"
#include "ui/sheets/LinkText.h"
#include "ui/sheets/Sheet.h"

#include <memory>
#include <QTimer>

class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QRadioButton;

namespace ferry {
class Settings;
}

namespace ferry::ui {

class BlankSecrets;
class BoxFrame;
class ChecksumField;
class FieldProblem;
class IdentityField;
class KeyValueTable;
class NameList;
class PaceField;

/// Asks which links are fetched, with what headers, where to, how fast, and what the bytes are compared with. One link
/// a line; lines that cannot be fetched are named and left out. GUI thread. Open it with open(); requestsMade() is
/// followed by accept().
class DownloadSheet : public Sheet
{
    Q_OBJECT

public:
    explicit DownloadSheet(Settings &settings, QWidget *parent = nullptr);
    ~DownloadSheet() override;

    /// One link a line; replaces what is there.
    void setLinks(const QStringList &links);
    /// Fills it with what was fetched once.
    void setRequest(const DownloadRequest &request);

    QPlainTextEdit *links() const { return m_links; }
    NameList *found() const { return m_found; }
    KeyValueTable *headersTable() const { return m_headers; }
    QLineEdit *folder() const { return m_folder; }
    FieldProblem *folderProblem() const { return m_folderProblem; }
    QRadioButton *saveChoice() const { return m_save; }
    QPushButton *addHeaderButton() const { return m_addHeader; }
    ChecksumField *checksum() const { return m_checksum; }
    PaceField *pace() const { return m_pace; }

signals:
    /// In the order of the lines, each link once. Ready for TransferEngine::add().
    void requestsMade(const QList<ferry::TransferRequest> &requests);

public slots:
    void submit() override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    QStringList entered() override;

private:
    void buildLinks();
    void buildTarget();
    void buildHeaders();
    void buildOptions();
    void readLinks();
    void showLinkProblems();
    QString linkProblem() const;
    bool lacksSecrets(const QUrl &url) const;
    void checkHead();
    void revealHeaders();
    void updateFooter();
    void check();
    void checked(const QList<RequestProblem> &problems);
    DownloadRequest request(const QUrl &url) const;

    // DownloadSheetFolder.cpp
    void chooseFolder();
    static QList<RequestProblem> problemsOf(const DownloadRequest &request);
    void folderChanged();
    void lookAtFolder();
    void showFolderProblem(const QList<RequestProblem> &problems);

    Settings &m_settings;
    LinkText m_text;
    QUrl m_filled;       ///< the address of what is fetched again: of its secrets only the names may be left
    bool m_left = false; ///< the editor was left once, so that its problems are shown while typing goes on
    bool m_toldOfLeftOut = false; ///< the lines that cannot be fetched were named since the last change
    bool m_checking = false;
    bool m_lookingAtFolder = false;
    QTimer m_typing; ///< runs until the folder that is being written is looked at
    QPlainTextEdit *m_links = nullptr;
    BoxFrame *m_linksBox = nullptr;
    FieldProblem *m_linksProblem = nullptr;
    NameList *m_found = nullptr;
    QRadioButton *m_keep = nullptr;
    QRadioButton *m_save = nullptr;
    QLineEdit *m_folder = nullptr;
    QPushButton *m_choose = nullptr;
    FieldProblem *m_folderProblem = nullptr;
    QPushButton *m_addHeader = nullptr;
    BoxFrame *m_headersBox = nullptr;
    KeyValueTable *m_headers = nullptr;
    FieldProblem *m_headersProblem = nullptr;
    std::unique_ptr<BlankSecrets> m_blankHeaders;
    IdentityField *m_identity = nullptr;
    ChecksumField *m_checksum = nullptr;
    PaceField *m_pace = nullptr;
};

} // namespace ferry::ui
