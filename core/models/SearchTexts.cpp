#include "core/models/SearchTexts.h"

#include "core/types/Secrets.h"

#include <QElapsedTimer>

namespace ferry {

namespace {

constexpr qint64 textsTurnMs = 2;
/// After the last row that came: those that still come go first.
constexpr int aheadQuietMs = 200;

QString destinationOf(const TransferSnapshot &s)
{
    const auto *upload = std::get_if<UploadRequest>(s.request.get());
    return upload ? upload->destinationName : QString();
}

} // namespace

SearchTexts::SearchTexts(const TransferModel &source)
    : m_source(source)
{
    m_ahead.setSingleShot(true);
    m_ahead.callOnTimeout([this] { makeSome(); });
    reset();
}

QList<QByteArrayMatcher> SearchTexts::wordsOf(const QString &search)
{
    QList<QByteArrayMatcher> words;
    for (const QString &word : search.simplified().split(u' ', Qt::SkipEmptyParts))
        words.append(QByteArrayMatcher(word.toCaseFolded().toUtf8()));
    return words;
}

bool SearchTexts::hasAll(int row, const QList<QByteArrayMatcher> &words)
{
    if (m_texts[size_t(row)].folded.isNull())
        make(row);
    const QByteArray &text = m_texts[size_t(row)].folded;
    return std::all_of(words.cbegin(), words.cend(),
                       [&text](const QByteArrayMatcher &word) { return word.indexIn(text) >= 0; });
}

void SearchTexts::append(int count)
{
    m_texts.resize(m_texts.size() + size_t(count));
    m_ahead.start(aheadQuietMs);
}

void SearchTexts::change(int row)
{
    const TransferSnapshot &s = m_source.snapshotAt(row);
    const Text &text = m_texts[size_t(row)];
    if (text.folded.isNull() || (text.request == s.request && text.name == s.name))
        return;
    make(row);
}

void SearchTexts::remove(int first, int last)
{
    m_texts.erase(m_texts.begin() + first, m_texts.begin() + last + 1);
    m_next = qMin(m_next, size_t(first));
    m_ahead.start(aheadQuietMs);
}

void SearchTexts::reset()
{
    m_texts.clear();
    m_next = 0;
    append(m_source.rowCount());
}

void SearchTexts::make(int row)
{
    const TransferSnapshot &s = m_source.snapshotAt(row);
    const QString whole = s.name + u'\n' + shownAddress(s.url()) + u'\n' + destinationOf(s);
    m_texts[size_t(row)] = {whole.toCaseFolded().toUtf8(), s.name, s.request};
}

void SearchTexts::makeSome()
{
    QElapsedTimer clock;
    clock.start();
    for (; !areReady(); ++m_next) {
        if (clock.elapsed() >= textsTurnMs)
            return m_ahead.start(0);
        if (m_texts[m_next].folded.isNull())
            make(int(m_next));
    }
}

} // namespace ferry
