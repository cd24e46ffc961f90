#pragma once

#include "core/types/TransferSnapshot.h"

#include <QScrollArea>

class QVBoxLayout;

namespace ferry::ui {

class FoldSection;
class HeaderTable;
class NameList;
class RedirectList;
class ToneLabel;

/// The request as it was sent, or as it will be: address, headers with secrets as dots, fields, files, redirects; to copy,
/// also as a command for curl without the secrets. GUI thread.
class RequestPage : public QScrollArea
{
    Q_OBJECT

public:
    explicit RequestPage(QWidget *parent = nullptr);

    void setSnapshot(const TransferSnapshot &snapshot);
    HeaderTable *headers() const { return m_headers; }
    RedirectList *redirects() const { return m_redirects; }
    ToneLabel *method() const { return m_method; }
    ToneLabel *note() const { return m_note; }
    ToneLabel *carrier() const { return m_carrier; }
    /// What "Copy as curl" copies.
    QString curl() const;

signals:
    void message(const QString &sentence);

private:
    void build();
    bool isSent() const { return m_exchange && !m_exchange->method.isEmpty(); }
    QString address() const;
    void showStanding(const TransferSnapshot &snapshot);
    void showHeaders();
    void showParts();
    void showCarrier(const RedirectHop *hop);
    void showRedirects();
    void copy(const QString &text, const QString &sentence);

    std::shared_ptr<const TransferRequest> m_request;
    std::shared_ptr<const Exchange> m_exchange;
    ToneLabel *m_method = nullptr;
    ToneLabel *m_address = nullptr;
    ToneLabel *m_note = nullptr;
    FoldSection *m_headersSection = nullptr;
    HeaderTable *m_headers = nullptr;
    ToneLabel *m_partsTitle = nullptr;
    ToneLabel *m_carrier = nullptr; ///< which request carried m_parts, where it is not the one above
    NameList *m_parts = nullptr;
    ToneLabel *m_redirectsTitle = nullptr;
    RedirectList *m_redirects = nullptr;
};

} // namespace ferry::ui
