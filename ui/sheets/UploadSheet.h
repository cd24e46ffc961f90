#pragma once

#include "core/engine/RequestCheck.h"
#include "core/types/Destination.h"
#include "ui/sheets/Sheet.h"

#include <memory>

class QComboBox;
class QImage;
class QLineEdit;
class QMenu;
class QSpinBox;

namespace ferry {
class Settings;
}

namespace ferry::ui {

class BlankSecrets;
class BoxFrame;
class DeliveryField;
class FieldProblem;
class FileSection;
class GroupingField;
class IdentityField;
class KeyValueTable;
class ToneLabel;

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
    /// Adds files; those of folders after asking in the sheet. What is neither is named.
    void addFiles(const QStringList &paths);
    /// A pasted picture, which becomes a PNG file.
    void addPicture(const QImage &picture);
    /// Where compressed and pasted pictures are written; they must live until the uploads ended, so give the directory
    /// of this launch (TransferEngine::temporaryDirectory()). Without it they are left in the system's temporary place.
    void setTemporaryDirectory(const QString &directory);

    FileSection *files() const { return m_files; }
    QComboBox *address() const { return m_address; }
    KeyValueTable *fieldsTable() const { return m_fields; }
    KeyValueTable *headersTable() const { return m_headers; }
    IdentityField *identity() const { return m_identity; }
    DeliveryField *delivery() const { return m_delivery; }
    /// Fills it with what was sent once, its files too. Those that are no longer there are named as left out.
    void setRequest(const UploadRequest &request);
    Grouping grouping() const;
    void setGrouping(Grouping grouping);

signals:
    /// In the order of the files; one, or one per file. Ready for TransferEngine::add().
    void requestsMade(const QList<ferry::TransferRequest> &requests);

public slots:
    void submit() override;

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void showEvent(QShowEvent *event) override;
    QStringList entered() override;
    /// Also files, whoever put them there: they may have come from a program that does not hand them over again. Those
    /// of an upload that is made again are still in its item.
    bool hasWork() override;

private:
    void buildAddress();
    void buildFiles();
    void buildForm();
    void buildPatience();
    void connectFields();
    void fillMenu(QMenu *menu);
    void askDestinationName();
    void saveDestination(const QString &name);
    void groupingChanged();
    void updatePrimary();
    UploadRequest request() const; ///< without files
    UploadRequest requestToCheck() const;
    QList<TransferRequest> requests() const;
    bool isFilledAddress(const QUrl &url) const;
    bool isKeptAddress(const QUrl &url) const;
    const Destination *destinationOf(const UploadRequest &request) const;
    void fill(const Destination &destination);
    void showMissingSecrets();
    void focusAddress();
    void checkField(RequestField field);
    void check();
    void checked(const QList<RequestProblem> &problems);
    void show(const RequestProblem &problem);
    void clear(RequestField field);
    void summarize();
    void focusFirstProblem();
    QString nameOfOnlyProblem() const;

    Settings &m_settings;
    QList<Destination> m_destinations;
    Destination m_chosen; ///< the one the form was filled from; its name counts while the address is its own
    QComboBox *m_method = nullptr;
    QComboBox *m_address = nullptr;
    FieldProblem *m_methodProblem = nullptr;
    FieldProblem *m_addressProblem = nullptr;
    FileSection *m_files = nullptr;
    QLineEdit *m_fieldName = nullptr;
    FieldProblem *m_fieldNameProblem = nullptr;
    GroupingField *m_grouping = nullptr;
    KeyValueTable *m_fields = nullptr;
    BoxFrame *m_fieldsBox = nullptr;
    FieldProblem *m_fieldsProblem = nullptr;
    ToneLabel *m_fieldsHint = nullptr;
    std::unique_ptr<BlankSecrets> m_blankFields;
    KeyValueTable *m_headers = nullptr;
    std::unique_ptr<BlankSecrets> m_blankHeaders;
    BoxFrame *m_headersBox = nullptr;
    FieldProblem *m_headersProblem = nullptr;
    IdentityField *m_identity = nullptr;
    DeliveryField *m_delivery = nullptr;
    QSpinBox *m_timeout = nullptr;
    QSpinBox *m_answerTimeout = nullptr;
    qsizetype m_filesBefore = 0; ///< of the upload that is made again, until it was said that there are fewer
    bool m_wanted = false;       ///< submitted, and waiting for files to be ready
    bool m_checking = false;     ///< submitted, and being checked
    bool m_touched = false;      ///< the method was chosen by hand, so that the grouping leaves it alone
};

} // namespace ferry::ui
