#include "core/io/IoError.h"

#include <QCoreApplication>

#include <cerrno>

namespace ferry {

namespace {

/// Gives the sentences their translation context.
class IoError
{
    Q_DECLARE_TR_FUNCTIONS(IoError)
};

TransferError error(ErrorKind kind, const QString &path, const QString &detail)
{
    TransferError e;
    e.kind = kind;
    e.subject = path;
    e.detail = detail;
    return e;
}

QString words(int number)
{
    switch (number) {
    case ENOENT:
        return IoError::tr("It does not exist.");
    case EACCES:
    case EPERM:
        return IoError::tr("Permission is denied.");
    case EROFS:
        return IoError::tr("The disk is read-only.");
    case EISDIR:
        return IoError::tr("It is a folder.");
    case ENOTDIR:
        return IoError::tr("A part of the path is not a folder.");
    case EEXIST:
        return IoError::tr("There is already something of that name.");
    case ELOOP:
        return IoError::tr("It is a symbolic link.");
    case ENAMETOOLONG:
        return IoError::tr("The name is too long.");
    case EFBIG:
        return IoError::tr("The file is too large for this disk.");
    case EIO:
        return IoError::tr("The disk reports an error.");
    case EMFILE:
    case ENFILE:
        return IoError::tr("Too many files are open.");
    default:
        return qt_error_string(number);
    }
}

TransferError withWords(const QString &sentence, TransferError e)
{
    e.detail = e.detail.isEmpty() ? sentence : IoError::tr("%1 %2", "two sentences").arg(sentence, e.detail);
    return e;
}

} // namespace

bool meansDiskFull(int error)
{
    return error == ENOSPC || error == EDQUOT;
}

TransferError targetError(const QString &path, int number)
{
    return meansDiskFull(number) ? error(ErrorKind::DiskFull, path, {}) : error(ErrorKind::Target, path, words(number));
}

TransferError targetError(const QString &path, const QString &detail)
{
    return error(ErrorKind::Target, path, detail);
}

TransferError diskFullError(const QString &path)
{
    return targetError(path, ENOSPC);
}

TransferError temporaryError(const QString &directory, int number)
{
    return withWords(
        IoError::tr("Downloads lie there until they are saved, unless that is to a folder on another disk."),
        targetError(directory, number));
}

TransferError noTemporaryError(const QString &directory, int number)
{
    return withWords(IoError::tr("Ferry makes this directory when it starts, and downloads lie there until they are "
                                 "saved; --profile-dir names another one."),
                     targetError(directory, number));
}

TransferError sourceError(const QString &path, int number)
{
    return error(ErrorKind::Source, path, words(number));
}

TransferError sourceError(const QString &path, const QString &detail)
{
    return error(ErrorKind::Source, path, detail);
}

} // namespace ferry
