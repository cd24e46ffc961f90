#pragma once

#include "core/engine/RequestCheck.h"
#include "ui/sheets/Sheet.h"

class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QRadioButton;

namespace ferry {
class Settings;
}

namespace ferry::ui {

class FieldProblem;
class FoundLinksList;
class KeyValueTable;

/// Asks which links are fetched, with what headers, and where to. One link a line; lines that cannot be fetched are
/// named and left out. GUI thread. Open it with open(); requestsMade() is followed by accept().
class DownloadSheet : public Sheet
{
    Q_OBJECT

public:
    explicit DownloadSheet(Settings &settings, QWidget *parent = nullptr);

    /// One link a line; replaces what is there.
    void setLinks(const QStringList &links);

signals:
    /// In the order of the lines, each link once. Ready for TransferEngine::add().
    void requestsMade(const QList<ferry::TransferRequest> &requests);

public slots:
    void submit() override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Line
    {
        int number = 0; ///< from 1, as in the editor
        QUrl url;
        QString problem; ///< empty: can be fetched
    };

    void buildLinks();
    void buildTarget();
    void buildHeaders();
    void readLinks();
    void showLinkProblems();
    void checkHeaders();
    bool checkFolder();
    void showHeaders();
    void updateFooter();
    DownloadRequest request(const QUrl &url) const;
    QList<QUrl> usable() const;

    Settings &m_settings;
    QList<Line> m_lines;
    bool m_linksLeft = false; ///< the editor was left once, so that problems may be shown while typing goes on
    QPlainTextEdit *m_links = nullptr;
    FieldProblem *m_linksProblem = nullptr;
    FoundLinksList *m_found = nullptr;
    QRadioButton *m_keep = nullptr;
    QRadioButton *m_save = nullptr;
    QLineEdit *m_folder = nullptr;
    QPushButton *m_choose = nullptr;
    FieldProblem *m_folderProblem = nullptr;
    QPushButton *m_addHeader = nullptr;
    KeyValueTable *m_headers = nullptr;
    FieldProblem *m_headersProblem = nullptr;
};

} // namespace ferry::ui
