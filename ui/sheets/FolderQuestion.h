#pragma once

#include "ui/sheets/FileCollector.h"

#include <QWidget>

class QPushButton;

namespace ferry::ui {

class ToneLabel;

/// Asks, within the sheet, whether the files of dropped folders are wanted. Hidden while there is no question. GUI
/// thread.
class FolderQuestion : public QWidget
{
    Q_OBJECT

public:
    explicit FolderQuestion(QWidget *parent = nullptr);

    /// Adds to the question.
    void ask(const QList<FoundFolder> &folders);
    /// There are files to add or to leave out.
    bool isOpen() const;
    QPushButton *addButton() const { return m_add; }

signals:
    void accepted(const QList<ferry::ui::FoundFile> &files);
    void declined();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void answer(bool take);
    QString question() const;
    QString contents() const;
    QString leftOut() const;

    QList<FoundFolder> m_folders;
    ToneLabel *m_text = nullptr;
    QPushButton *m_add = nullptr;
    QPushButton *m_leave = nullptr;
};

} // namespace ferry::ui
