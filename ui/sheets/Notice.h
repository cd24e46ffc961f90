#pragma once

#include "ui/parts/Tone.h"

#include <QDialog>

class QHBoxLayout;
class QScreen;
class QVBoxLayout;

namespace ferry::ui {

/// A small window-modal dialog that says one thing: an icon with a sentence and its reason, a body, and a footer with
/// buttons. GUI thread.
class Notice : public QDialog
{
    Q_OBJECT

public:
    explicit Notice(QWidget *parent = nullptr);

    /// How high such a dialog may be on this screen, without its window's frame of that height.
    static int heightLimit(const QScreen &screen, int frame);

protected:
    void showEvent(QShowEvent *event) override;
    /// A sentence that comes later, such as a problem, makes the dialog higher instead of scrolling out of sight.
    bool eventFilter(QObject *watched, QEvent *event) override;
    /// Gives the dialog this width, and the height that its words then need, between `least` and what a small screen
    /// shows.
    void fitHeight(int width, int least);
    /// The sentences may name a file of any name, or quote a server: they are shown by harmless().
    void setHead(const QString &icon, Tone tone, const QString &sentence, const QString &reason);
    QVBoxLayout *bodyLayout() const { return m_body; }
    QHBoxLayout *footerLayout() const { return m_footer; }

private:
    void grow();

    QVBoxLayout *m_body = nullptr;
    QHBoxLayout *m_footer = nullptr;
};

} // namespace ferry::ui
