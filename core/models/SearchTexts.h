#pragma once

#include "core/models/TransferModel.h"

#include <deque>
#include <QByteArrayMatcher>
#include <QTimer>

namespace ferry {

/// What a search looks at, for each row of a model: name, address without secrets, name of the destination, all in one
/// case. The texts are made in short turns while nothing else happens, so that the first letter of a search finds them
/// ready; one that is not is made when it is asked for. GUI thread. Told of the rows by the one that owns it.
class SearchTexts
{
public:
    explicit SearchTexts(const TransferModel &source);

    /// Each has to occur somewhere in the text of a row.
    static QList<QByteArrayMatcher> wordsOf(const QString &search);
    bool hasAll(int row, const QList<QByteArrayMatcher> &words);

    /// The source has rows behind those that were known so far.
    void append(int count);
    void change(int row);
    void remove(int first, int last);
    void reset();
    /// Whether all are made.
    bool areReady() const { return m_next >= m_texts.size(); }

private:
    struct Text
    {
        QByteArray folded; ///< null: not made yet
        QString name;      ///< of which it was made; the same for the address
        std::shared_ptr<const TransferRequest> request;
    };

    void make(int row);
    void makeSome();

    const TransferModel &m_source;
    std::deque<Text> m_texts; ///< growing moves none of them
    size_t m_next = 0;        ///< those before it are made
    QTimer m_ahead;
};

} // namespace ferry
