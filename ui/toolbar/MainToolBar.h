#pragma once

#include <QToolBar>

class QComboBox;
class QLabel;
class QToolButton;

namespace ferry::ui {

class LimitsMenu;
class SearchField;
class WindowActions;

/// Upload, Download, what fits the selection, how many at once, search, and the menu with the rest. Gives way in steps
/// as the window gets narrow. GUI thread.
class MainToolBar : public QToolBar
{
    Q_OBJECT

public:
    explicit MainToolBar(WindowActions &actions, QWidget *parent = nullptr);

    void setParallel(int count);
    /// Chooses the step for this width of the window.
    void fitTo(int windowWidth);

    SearchField *search() const { return m_search; }
    QComboBox *atOnce() const { return m_atOnce; }
    LimitsMenu *limits() const { return m_limits; } ///< in the menu with the rest
    QToolButton *moreButton() const { return m_more; }
    QToolButton *uploadButton() const { return m_upload; }

signals:
    void parallelChosen(int count);

private:
    static QToolButton *addButton(QWidget *parent, QAction *action);
    /// Gives the button the action and the look of the toolbar.
    static QToolButton *fill(QToolButton *button, QAction *action);
    /// How the row gives way: each step takes one more thing away. Of the search what a word needs stays longest.
    enum Step { Wide, Medium, Narrow, NoCountIcon, NoDownloadWord, NoUploadWord, ShortSearch };

    void fillMore(WindowActions &actions);
    void giveWay(Step step);

    QWidget *m_row = nullptr;
    QToolButton *m_download = nullptr;
    QToolButton *m_upload = nullptr;
    QList<QToolButton *> m_forSelection;
    QLabel *m_atOnceLabel = nullptr;
    QComboBox *m_atOnce = nullptr;
    SearchField *m_search = nullptr;
    QToolButton *m_more = nullptr;
    LimitsMenu *m_limits = nullptr;
};

} // namespace ferry::ui
