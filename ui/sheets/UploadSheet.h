#pragma once

#include "core/engine/RequestCheck.h"
#include "core/types/Destination.h"
#include "ui/sheets/Sheet.h"

#include <memory>

class QButtonGroup;
class QComboBox;
class QLineEdit;
class QMimeData;
class QSpinBox;

namespace ferry {
class Settings;
}

namespace ferry::ui {

class FieldProblem;
class FileSection;
class IdentityField;
class KeyValueTable;

/// Asks what is sent, and where to: address, files, form, headers, identity, patience. GUI thread; looks at files,
/// folders and pictures on the thread pool only. Open it with open(); it makes requests and sends nothing itself.
/// Everything is checked before requestsMade() comes, which is followed by accept().
class UploadSheet : public Sheet
{
    Q_OBJECT

public:
    UploadSheet(Settings &settings, const QList<Destination> &destinations, QWidget *parent = nullptr);
    ~UploadSheet() override;

    /// Fills the form from a destination. Files that were added stay.
    void setDestination(const Destination &destination);
    /// Adds files; those of folders after asking in the sheet. Addresses of nothing are shown as a problem.
    void addFiles(const QStringList &paths);
    /// How many pictures one visit of "Add images…" takes; 9 at first, as the origin.
    void setImageLimit(int count);
    /// Where compressed copies are written; they must live until the uploads ended, so give the directory of this
    /// launch (TransferEngine::temporaryDirectory()). Without it they live as long as the sheet.
    void setTemporaryDirectory(const QString &directory);

    FileSection *files() const { return m_files; }

signals:
    /// In the order of the files; one, or one per file. Ready for TransferEngine::add().
    void requestsMade(const QList<ferry::TransferRequest> &requests);

public slots:
    void submit() override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void buildAddress();
    void buildFiles();
    void buildForm();
    void buildPatience();
    void connectFields();
    void chooseDestination(int index);
    void saveAsDestination();
    void bodyKindChanged();
    void updatePrimary();
    bool wholeBody() const;
    UploadRequest formRequest() const; ///< without files
    QList<TransferRequest> requests() const;
    QString destinationName() const;
    void checkField(RequestField field);
    void checkAll();
    void showProblems(const QList<RequestProblem> &problems);
    void showProblemsOf(RequestField field, const QList<RequestProblem> &problems);
    void summarize();
    void finish();

    Settings &m_settings;
    QList<Destination> m_destinations;
    Destination m_chosen; ///< the one the form was filled from; its name counts while the address is its own
    QComboBox *m_method = nullptr;
    QComboBox *m_address = nullptr;
    FieldProblem *m_addressProblem = nullptr;
    FileSection *m_files = nullptr;
    QComboBox *m_body = nullptr;
    QLineEdit *m_fieldName = nullptr;
    FieldProblem *m_fieldNameProblem = nullptr;
    QButtonGroup *m_grouping = nullptr;
    KeyValueTable *m_fields = nullptr;
    FieldProblem *m_fieldsProblem = nullptr;
    KeyValueTable *m_headers = nullptr;
    FieldProblem *m_headersProblem = nullptr;
    IdentityField *m_identity = nullptr;
    QSpinBox *m_timeout = nullptr;
    QSpinBox *m_answerTimeout = nullptr;
    QWidget *m_formPart = nullptr;
    bool m_checking = false;
    quint64 m_checkRun = 0; ///< answers of older checks are dropped
};

} // namespace ferry::ui
