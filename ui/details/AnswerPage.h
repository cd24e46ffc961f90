#pragma once

#include "ui/details/DetailsActions.h"

#include <QScrollArea>

namespace ferry::ui {

class ActionRow;
class BodyView;
class FoldSection;
class HeaderTable;
class ToneLabel;
class VerdictBanner;
class VerdictCells;

/// What the server said and what it means: verdict, three cells, actions, headers, body; of a download that is ready, a
/// preview of the file. GUI thread.
class AnswerPage : public QScrollArea
{
    Q_OBJECT

public:
    explicit AnswerPage(QWidget *parent = nullptr);

    void setSnapshot(const TransferSnapshot &snapshot);
    /// Little height: no cells, headers folded.
    void setLow(bool low);

    VerdictBanner *banner() const { return m_banner; }
    ToneLabel *notes() const { return m_notes; }
    BodyView *body() const { return m_body; }
    BodyView *preview() const { return m_preview; }
    FoldSection *headersSection() const { return m_section; }
    HeaderTable *headers() const { return m_headers; }
    ActionRow *actions() const { return m_actions; }

signals:
    void triggered(ferry::ui::DetailsAction action);
    void message(const QString &sentence);

private:
    void copyHeaders();
    void showBodies(const TransferSnapshot &snapshot);

    VerdictBanner *m_banner = nullptr;
    VerdictCells *m_cells = nullptr;
    ActionRow *m_actions = nullptr;
    FoldSection *m_section = nullptr;
    HeaderTable *m_headers = nullptr;
    ToneLabel *m_notes = nullptr;
    BodyView *m_body = nullptr;
    BodyView *m_preview = nullptr;
    std::shared_ptr<const Exchange> m_exchange;
    bool m_low = false;
};

} // namespace ferry::ui
