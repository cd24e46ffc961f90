#pragma once

#include <QByteArray>

namespace ferry {

/// The fields of an answer's head that tell which file it carries and which part of it; absent ones are empty.
struct FileHead
{
    int statusCode = 0;
    qint64 bodyLength = -1; ///< of this answer's body; -1 if it is not said (chunked, or until the close)
    QByteArray acceptRanges;
    QByteArray contentRange;
    QByteArray contentType;
    QByteArray contentEncoding;
    QByteArray etag;
    QByteArray lastModified;
    QByteArray date;
};

/// Whether a download that breaks off after this head can go on from there.
enum class Resumability : quint8 {
    Yes,
    Unsaid,      ///< all is there but a word about ranges, which a server need not give (RFC 9110 14.3)
    NoRanges,    ///< `Accept-Ranges: none`
    NoValidator, ///< nothing strong tells that the file is still the same
    NoLength,    ///< the size of the whole is not known
    Coded,       ///< a Content-Encoding: what comes is made anew for each answer
};

/// The strong validator of the file as it stands in If-Range (RFC 9110 13.1.5): the ETag if it is a strong one; else
/// the Last-Modified date if the answer's Date is at least 60 s later, so that neither two changes within one second
/// nor clocks that disagree a little matter (RFC 9110 8.8.2.2). An ETag that is made of nothing but that date in whole
/// seconds and the length, as nginx and Caddy make it, is no stronger than the date, and must be as old. Empty if there
/// is none; a weak ETag is none, and the date beside it is not taken either, since the server itself calls the file
/// only equivalent.
QByteArray strongValidator(const FileHead &head);

/// The size of the whole file: of a 200 its length, of a 206 what Content-Range says; -1 unknown.
qint64 wholeSize(const FileHead &head);

/// Of the first answer, a 200, or of a 206 that was taken. validator: its strongValidator().
Resumability resumability(const FileHead &head, const QByteArray &validator);

/// Whether a 206 is about the file of this validator: it must come again. A date may be left out (RFC 9110 15.3.7), but
/// so it is by a server that does not know If-Range and sends a part of another file; and where the file had no ETag,
/// one is another file's.
bool isSameFile(const QByteArray &validator, const FileHead &answer);

/// What is held of a file when the rest of it is asked for.
struct HeldFile
{
    qint64 held = 0;      ///< bytes from its start
    qint64 asked = 0;     ///< the first byte of the range that was asked for, at most `held`
    qint64 total = -1;    ///< of the whole; -1 unknown
    QByteArray validator; ///< as in If-Range; empty: the bytes themselves are compared, of an address that was replaced
};

enum class ResumeVerdict : quint8 {
    Append,    ///< a 206 with exactly the rest of exactly this file
    StartOver, ///< a 200, or a 203 of a proxy that changed it: this answer is the whole file
    Whole,     ///< a 416 that tells that nothing is missing
    AskAgain,  ///< neither this answer nor what is held can be trusted together: ask for the whole file
    Refused,   ///< no answer about the file at all; what is held stays
};

/// What becomes of the answer to `Range: bytes=ASKED-` with `If-Range: VALIDATOR`. Nothing is ever put together unless
/// start, total and validator are the ones of what is held (RFC 9110 14.2, 15.3.7, 15.5.17).
ResumeVerdict judgeResume(const HeldFile &held, const FileHead &answer);

} // namespace ferry
