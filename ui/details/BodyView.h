#pragma once

#include "ui/details/BodyText.h"

#include <memory>
#include <QImage>
#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QScrollArea;
class QStackedWidget;
class QToolButton;

namespace ferry {
struct Exchange;
}

namespace ferry::ui {

class BoxFrame;
class JsonHighlighter;
class ToneLabel;

/// A body to look at: text, indented JSON, or a picture, of an answer or of a file. Files are read, pictures decoded
/// and bodies laid out on the threads for pictures; what is long is cut, and can be saved whole. GUI thread.
class BodyView : public QWidget
{
    Q_OBJECT

public:
    explicit BodyView(const QString &title, QWidget *parent = nullptr);

    /// The body of an answer; does nothing if it is the one that is shown.
    void showAnswer(const std::shared_ptr<const Exchange> &exchange);
    /// A file of this name, for a preview.
    void showFile(const QString &path, const QString &name);
    void clear();

    QPlainTextEdit *editor() const { return m_editor; }
    const BodyText &body() const { return m_body; }
    QString typeText() const;
    /// It takes the room there is; its text must not make the page longer.
    bool hasHeightForWidth() const override { return false; }
    QSize sizeHint() const override;

signals:
    void message(const QString &sentence);
    /// What is shown has changed, some time after showAnswer() or showFile().
    void shown();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Loaded
    {
        BodyText body;
        QImage image;
        qint64 size = 0;
        qint64 kept = 0; ///< less than size: the rest was not kept, and cannot be saved
        bool isFile = false; ///< it was there to be read
    };

    void build(const QString &title);
    void show(const Loaded &loaded);
    void fitImage();
    void copy();
    void saveWhole();
    void writeTo(const QString &path);

    QString m_key; ///< what is shown or on its way
    std::shared_ptr<const Exchange> m_exchange;
    BodyText m_body;
    QImage m_image;
    ToneLabel *m_type = nullptr;
    QToolButton *m_copy = nullptr;
    QToolButton *m_save = nullptr;
    QStackedWidget *m_stack = nullptr;
    QPlainTextEdit *m_editor = nullptr;
    JsonHighlighter *m_highlighter = nullptr;
    QLabel *m_picture = nullptr;
    ToneLabel *m_sentence = nullptr;
    QWidget *m_cutBar = nullptr;
    ToneLabel *m_cut = nullptr;
    QPushButton *m_saveCut = nullptr;
    qint64 m_kept = 0;
    qint64 m_size = 0;
};

} // namespace ferry::ui
