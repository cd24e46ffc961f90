#pragma once

#include "core/types/TransferRequest.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace ferry::ui {

class FieldProblem;
class RateBox;

/// What a download is compared with. GUI thread.
class ChecksumField : public QWidget
{
    Q_OBJECT

public:
    explicit ChecksumField(QWidget *parent = nullptr);

    /// A checksum is of one file; with several links it is out of reach, and says why.
    void setSingle(bool single);
    /// Says it beside the field if what is written is no checksum.
    bool check();
    /// Of what is written, if it is one.
    std::optional<ExpectedChecksum> checksum() const;

    QLineEdit *field() const { return m_field; }
    QCheckBox *neighbour() const { return m_neighbour; }
    FieldProblem *problem() const { return m_problem; }

signals:
    void edited();

private:
    QLineEdit *m_field;
    FieldProblem *m_problem;
    QCheckBox *m_neighbour;
};

/// How many connections fetch one file, and how fast. GUI thread.
class PaceField : public QWidget
{
    Q_OBJECT

public:
    PaceField(int connections, QWidget *parent = nullptr);

    QComboBox *connections() const { return m_connections; } ///< index 0: as many as help
    RateBox *rate() const { return m_rate; }

private:
    QComboBox *m_connections;
    RateBox *m_rate;
};

} // namespace ferry::ui
