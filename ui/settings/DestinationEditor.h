#pragma once

#include "core/types/Destination.h"
#include "ui/sheets/Sheet.h"

class QComboBox;
class QLineEdit;

namespace ferry::ui {

class BoxFrame;
class DeliveryField;
class FieldProblem;
class GroupingField;
class IdentityField;
class KeyValueTable;
class ToneLabel;

/// Writes one destination: name, address, method, field name, grouping, form, headers, identity. Destinations are kept
/// in a plain file: secrets are refused here, and those of the address leave their names alone, which is said beside
/// it. GUI thread. Open it with open(); made() is followed by accept().
class DestinationEditor : public Sheet
{
    Q_OBJECT

public:
    explicit DestinationEditor(const Destination &destination, QWidget *parent = nullptr);
    /// Names that other destinations have: a person tells destinations by them, so they are refused.
    void setTakenNames(const QStringList &names) { m_takenNames = names; }

    QLineEdit *name() const { return m_name; }
    QLineEdit *address() const { return m_address; }
    QLineEdit *fieldName() const { return m_fieldName; }
    ToneLabel *secretHint() const { return m_secretHint; }
    GroupingField *grouping() const { return m_grouping; }
    DeliveryField *delivery() const { return m_delivery; }
    KeyValueTable *headersTable() const { return m_headers; }

signals:
    void made(const ferry::Destination &destination);

public slots:
    void submit() override;

protected:
    QStringList entered() override;

private:
    void buildServer();
    void buildFiles();
    void buildForm();
    void groupingChanged();
    void fill();
    Destination destination() const;
    void checkRequestOf(const Destination &made);
    QWidget *check();
    void checkAgain();
    void tellOfSecrets(const QString &address);
    void checkSecrets(KeyValueTable &table, BoxFrame &box, FieldProblem &place);

    Destination m_start;
    QStringList m_takenNames;
    QLineEdit *m_name = nullptr;
    FieldProblem *m_nameProblem = nullptr;
    QComboBox *m_method = nullptr;
    QLineEdit *m_address = nullptr;
    FieldProblem *m_addressProblem = nullptr;
    ToneLabel *m_secretHint = nullptr;
    QLineEdit *m_fieldName = nullptr;
    FieldProblem *m_fieldNameProblem = nullptr;
    GroupingField *m_grouping = nullptr;
    KeyValueTable *m_fields = nullptr;
    BoxFrame *m_fieldsBox = nullptr;
    FieldProblem *m_fieldsProblem = nullptr;
    KeyValueTable *m_headers = nullptr;
    BoxFrame *m_headersBox = nullptr;
    FieldProblem *m_headersProblem = nullptr;
    IdentityField *m_identity = nullptr;
    DeliveryField *m_delivery = nullptr;
    bool m_methodChosen = false; ///< by hand or before, so that the grouping leaves it alone
};

} // namespace ferry::ui
