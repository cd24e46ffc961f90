#pragma once

#include "core/types/TransferRequest.h"

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace ferry::ui {

class FieldProblem;
class ToneLabel;

/// The mini-program identity: none, or an app id and a version, with the Referer that follows from them. GUI thread.
class IdentityField : public QWidget
{
    Q_OBJECT

public:
    explicit IdentityField(QWidget *parent = nullptr);

    std::optional<Identity> identity() const;
    void setIdentity(const std::optional<Identity> &identity);
    /// All that is chosen and written in it, to be compared.
    QStringList texts() const;
    QComboBox *kind() const { return m_kind; }
    QLineEdit *appId() const { return m_appId; }
    QLineEdit *version() const { return m_version; }
    FieldProblem *problem() const { return m_problem; }
    /// The part that is no good, where one of them is not.
    QLineEdit *faultyPart() const;

signals:
    void edited();
    void left(); ///< a part of it was finished

private:
    void showParts();

    QComboBox *m_kind;
    QWidget *m_parts;
    QLineEdit *m_appId;
    QLineEdit *m_version;
    ToneLabel *m_referer;
    FieldProblem *m_problem;
};

} // namespace ferry::ui
