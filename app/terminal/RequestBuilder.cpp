#include "app/terminal/RequestBuilder.h"

#include "app/terminal/DownloadPlace.h"
#include "app/terminal/TerminalText.h"
#include "core/engine/RequestCheck.h"
#include "core/types/ErrorText.h"

#include <QFileInfo>

namespace ferry {

namespace {

/// A text field from a file; more than this belongs into a file part, which is streamed.
constexpr qint64 fieldContentLimit = 16 * 1024 * 1024;

QString readFieldContent(const QString &path, QByteArray &content)
{
    const QFileInfo info(path);
    if (!info.exists())
        return TerminalText::tr("There is no file “%1”.").arg(path);
    if (!info.isFile())
        return TerminalText::tr("“%1” is not a regular file.").arg(path);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return TerminalText::tr("“%1” cannot be read. %2.").arg(path, file.errorString());
    content = file.read(fieldContentLimit + 1);
    if (content.size() > fieldContentLimit)
        return TerminalText::tr("“%1” is too large for a text field. Send it as a file, with “@”.").arg(path);
    return {};
}

/// User and password may stand in the address. There they would show up wherever the address does.
void takeUserInfo(QUrl &url, TransferOptions &options)
{
    if (url.userInfo().isEmpty())
        return;
    if (!options.hasCredentials() && options.bearerToken.isEmpty()) {
        options.user = url.userName(QUrl::FullyDecoded);
        options.password = url.password(QUrl::FullyDecoded);
    }
    url.setUserInfo(QString());
}

QString checkCommon(const CommonOptions &common)
{
    const QFileInfo profile(common.profileDirectory);
    if (!common.profileDirectory.isEmpty() && profile.exists() && !profile.isDir())
        return TerminalText::tr("--profile-dir “%1” is not a directory.").arg(common.profileDirectory);
    const QString &roots = common.transfer.caCertFile;
    if (roots.isEmpty())
        return {};
    QFile file(roots);
    if (!QFileInfo(roots).isFile() || !file.open(QIODevice::ReadOnly))
        return TerminalText::tr("The certificates in “%1” cannot be read.").arg(roots);
    if (!file.readAll().contains("-----BEGIN "))
        return TerminalText::tr("“%1” holds no certificate in PEM form.").arg(roots);
    return {};
}

/// The first problem as a sentence. Removed headers are checked too: a Referer is refused in any form.
QString firstProblem(const TransferRequest &request, const CommonOptions &common)
{
    TransferRequest whole = request;
    for (const QByteArray &name : common.removedHeaders)
        std::visit([&name](auto &r) { r.headers.append(name, QByteArray()); }, whole);
    const QList<RequestProblem> problems = checkRequest(whole);
    return problems.isEmpty() ? QString() : errorText(problems.first().error);
}

BuiltRequests checked(const QList<TransferRequest> &requests, const CommonOptions &common)
{
    QString error = checkCommon(common);
    for (const TransferRequest &request : requests) {
        if (!error.isEmpty())
            break;
        error = firstProblem(request, common);
    }
    return error.isEmpty() ? BuiltRequests{requests, {}} : BuiltRequests{{}, error};
}

/// A request knows its address only as far as it is one: what else was typed can only be said here. The line end of a
/// list from another system is no part of it.
QString addressProblem(const QString &typed)
{
    const std::optional<TransferError> error = checkAddress(addressFromText(typed), typed.trimmed());
    return error ? errorText(*error) : QString();
}

/// The first problem of several, and where it is.
QString addressProblem(const QStringList &addresses)
{
    for (qsizetype i = 0; i < addresses.size(); ++i) {
        const QString problem = addressProblem(addresses.at(i));
        if (!problem.isEmpty() && addresses.size() > 1)
            return TerminalText::tr("Address %1 of %2 cannot be used. %3")
                .arg(QString::number(i + 1), QString::number(addresses.size()), problem);
        if (!problem.isEmpty())
            return problem;
    }
    return {};
}

/// Other programs take a dash for standard input.
QString dashProblem(const UploadCommand &command)
{
    const QString dash = QStringLiteral("-");
    const bool named = command.files.contains(dash) || command.rawBodyPath == dash ||
                       std::any_of(command.form.begin(), command.form.end(), [&](const FormArgument &argument) {
                           return argument.kind != FormArgument::Text && argument.text == dash;
                       });
    return named && !QFileInfo::exists(dash)
               ? TerminalText::tr("Standard input cannot be sent, only regular files. Save it to a file first.")
               : QString();
}

/// A file before the address is an address that does not exist, and would be looked up as one.
QString orderProblem(const UploadCommand &command)
{
    const auto isFile = [](const QString &path) { return QFileInfo(path).isFile(); };
    const bool swapped = isFile(command.address) && !command.address.contains(QLatin1String("://")) &&
                         (!addressProblem(command.address).isEmpty() ||
                          !std::all_of(command.files.begin(), command.files.end(), isFile));
    return swapped ? TerminalText::tr("“%1” is a file, and the address comes first: ferry upload URL FILE.")
                         .arg(command.address)
                   : QString();
}

QString readForm(const UploadCommand &command, UploadRequest &request)
{
    for (const FormArgument &argument : command.form) {
        if (argument.kind == FormArgument::File) {
            request.files.append({argument.name, argument.text, argument.fileName, argument.contentType});
            continue;
        }
        FormField field{argument.name, argument.text.toUtf8(), argument.contentType};
        if (argument.kind == FormArgument::FileContent) {
            const QString error = readFieldContent(argument.text, field.value);
            if (!error.isEmpty())
                return error;
        }
        request.fields.append(field);
    }
    return {};
}

/// As curl does it: an address that ends in a slash names a directory, and the file keeps its name there.
void setRawBody(const QString &path, UploadRequest &request)
{
    request.rawBodyPath = path;
    const QString directory = request.url.path(QUrl::FullyEncoded);
    if (!directory.isEmpty() && !directory.endsWith(u'/'))
        return;
    const QString name = QString::fromLatin1(QUrl::toPercentEncoding(QFileInfo(path).fileName()));
    request.url.setPath((directory.isEmpty() ? QStringLiteral("/") : directory) + name, QUrl::StrictMode);
}

QList<TransferRequest> requestsFor(const UploadCommand &command, const UploadRequest &base)
{
    if (command.files.isEmpty())
        return {base};
    QList<TransferRequest> requests;
    UploadRequest request = base;
    for (const QString &path : command.files) {
        if (!command.together)
            request = base;
        request.files.append(FormFile{command.fieldName, path, {}, {}});
        if (!command.together)
            requests.append(request);
    }
    if (command.together)
        requests.append(request);
    return requests;
}

} // namespace

BuiltRequests buildRequests(const UploadCommand &command)
{
    for (const QString &problem : {orderProblem(command), addressProblem(command.address), dashProblem(command)}) {
        if (!problem.isEmpty())
            return {{}, problem};
    }
    UploadRequest base;
    base.url = addressFromText(command.address);
    base.headers = command.common.headers;
    base.options = command.common.transfer;
    base.contentDigest = command.contentDigest;
    takeUserInfo(base.url, base.options);
    const bool raw = !command.rawBodyPath.isEmpty();
    base.method = raw ? QByteArrayLiteral("PUT") : QByteArrayLiteral("POST");
    if (!command.method.isEmpty())
        base.method = command.method;
    if (raw)
        setRawBody(command.rawBodyPath, base);
    const QString error = readForm(command, base);
    if (!error.isEmpty())
        return {{}, error};
    return checked(requestsFor(command, base), command.common);
}

BuiltRequests buildRequests(const DownloadCommand &command, const QString &temporaryPlace)
{
    const DownloadPlace place = downloadPlace(command, temporaryPlace);
    if (!place.error.isEmpty())
        return {{}, place.error};
    if (const QString problem = addressProblem(command.addresses); !problem.isEmpty())
        return {{}, problem};
    QList<TransferRequest> requests;
    for (const QString &address : command.addresses) {
        DownloadRequest request;
        request.url = addressFromText(address);
        request.headers = command.common.headers;
        request.options = command.common.transfer;
        takeUserInfo(request.url, request.options);
        request.saveTo = place.target;
        request.keepPartial = !command.keepTemporary;
        request.checksum = command.checksum;
        request.sha256 = command.common.json; // nothing else of the terminal tells it
        request.anyType = command.anyType;
        request.segments = command.segments;
        requests.append(request);
    }
    return checked(requests, command.common);
}

} // namespace ferry
