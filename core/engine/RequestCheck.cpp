#include "core/engine/RequestCheck.h"

#include "core/engine/RefusedInput.h"
#include "core/http/HeaderRules.h"
#include "core/io/Digest.h"
#include "core/io/FrozenFile.h"
#include "core/io/IoError.h"
#include "core/store/RequestCodec.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <array>
#include <cerrno>
#include <unistd.h>

namespace ferry {

namespace {

using namespace std::chrono_literals;

/// Gives the sentences their translation context.
class RequestCheck
{
    Q_DECLARE_TR_FUNCTIONS(RequestCheck)
};

QString headerSentence(HeaderFault fault, const QString &name)
{
    switch (fault) {
    case HeaderFault::None:
        break;
    case HeaderFault::EmptyName:
        return RequestCheck::tr("A header has no name.");
    case HeaderFault::NameNotToken:
        return RequestCheck::tr("“%1” is no header name. Only letters, digits and !#$%&'*+-.^_`|~ may stand in one.")
            .arg(name);
    case HeaderFault::ValueControl:
        return RequestCheck::tr("The value of the header “%1” holds a line break or another control character.")
            .arg(name);
    case HeaderFault::RefererRefused:
        return RequestCheck::tr("A Referer cannot be set as a header. It follows from the mini-program identity.");
    case HeaderFault::MadeByFerry:
        return RequestCheck::tr("The header “%1” cannot be set. It follows from the address and from what is sent.")
            .arg(name);
    case HeaderFault::FormType:
        return RequestCheck::tr("The Content-Type of a form cannot be set, because it names the form's boundary.");
    case HeaderFault::HopByHop:
        return RequestCheck::tr(
                   "The header “%1” cannot be set. It is about the connection, which the program manages itself.")
            .arg(name);
    }
    return {};
}

BodyKind bodyKindOf(const TransferRequest &request)
{
    const auto *upload = std::get_if<UploadRequest>(&request);
    if (!upload)
        return BodyKind::None;
    return upload->rawBodyPath.isEmpty() ? BodyKind::Form : BodyKind::Raw;
}

/// Collects what is wrong with one request.
class Check
{
public:
    Check(const TransferRequest &request, SourceFiles files)
        : m_request(request)
        , m_files(files)
    {
    }
    QList<RequestProblem> run();

private:
    void add(RequestField field, const TransferError &error, int row = -1) { m_problems.append({field, row, error}); }
    void add(RequestField field, const QString &subject, const QString &sentence, int row = -1)
    {
        add(field, refusedInput(subject, sentence), row);
    }

    void address();
    void headers();
    void credentials();
    void options();
    void identity();
    void proxy();
    void upload(const UploadRequest &request);
    void method(const QByteArray &method);
    void fields(const QList<FormField> &fields);
    void files(const QList<FormFile> &files);
    void partType(RequestField field, const QByteArray &type, int row);
    void download(const DownloadRequest &request);
    void folder(const QString &path);
    void saveTarget(const SaveTarget &target);
    void checksum(const ExpectedChecksum &checksum);

    std::optional<TransferError> source(const QString &path) const;

    const TransferRequest &m_request;
    SourceFiles m_files;
    QList<RequestProblem> m_problems;
};

QList<RequestProblem> Check::run()
{
    address();
    if (const auto *request = std::get_if<UploadRequest>(&m_request))
        upload(*request);
    else
        download(std::get<DownloadRequest>(m_request));
    headers();
    options();
    return m_problems;
}

void Check::address()
{
    if (const std::optional<TransferError> error = checkAddress(urlOf(m_request)))
        add(RequestField::Address, *error);
}

void Check::headers()
{
    const HeaderList &headers = headersOf(m_request);
    const BodyKind body = bodyKindOf(m_request);
    for (qsizetype i = 0; i < headers.size(); ++i) {
        const auto &[name, value] = headers.at(i);
        const HeaderFault fault = checkHeader(name, value, body);
        if (fault == HeaderFault::None)
            continue;
        const QString shown = QString::fromUtf8(name).simplified();
        add(RequestField::Headers, shown, headerSentence(fault, shown), int(i));
    }
    if (const auto *request = std::get_if<UploadRequest>(&m_request)) {
        const QString name = QStringLiteral("Idempotency-Key");
        const HeaderFault fault = checkHeader(name.toLatin1(), request->idempotencyKey, body);
        if (fault != HeaderFault::None)
            add(RequestField::Headers, name, headerSentence(fault, name));
    }
}

void Check::credentials()
{
    const TransferOptions &options = optionsOf(m_request);
    const auto hasControl = [](const QString &text) {
        return std::any_of(text.begin(), text.end(), [](QChar c) { return c.category() == QChar::Other_Control; });
    };
    // These become header values, and a colon ends the user's name (RFC 7617 2).
    if (hasControl(options.user) || hasControl(options.password) || options.user.contains(u':'))
        add(RequestField::Headers, QStringLiteral("Authorization"),
            RequestCheck::tr("The user name or the password holds a character that cannot be sent."));
    const QByteArray token = options.bearerToken.toUtf8();
    const bool odd = std::any_of(token.begin(), token.end(), [](char c) { return c <= 0x20 || c == 0x7f; });
    if (odd)
        add(RequestField::Headers, QStringLiteral("Authorization"),
            RequestCheck::tr("The bearer token holds a character that cannot be sent."));
}

void Check::options()
{
    const TransferOptions &options = optionsOf(m_request);
    if (options.timeout < 1s || options.timeout > 60s)
        add(RequestField::Timeout, QStringLiteral("timeout"),
            RequestCheck::tr("The timeout must be from 1 to 60 seconds."));
    if (options.answerTimeout && (*options.answerTimeout < 1s || *options.answerTimeout > 3600s))
        add(RequestField::Timeout, QStringLiteral("answer-timeout"),
            RequestCheck::tr("The wait for the answer must be from 1 to 3600 seconds."));
    if (options.maxRedirects < 0)
        add(RequestField::Address, QStringLiteral("max-redirs"),
            RequestCheck::tr("The number of redirects must not be below 0."));
    if (!options.caCertFile.isEmpty() && checkSource(options.caCertFile))
        add(RequestField::Address, options.caCertFile,
            RequestCheck::tr("The certificates in “%1” cannot be read.").arg(options.caCertFile));
    credentials();
    identity();
    proxy();
}

void Check::identity()
{
    const std::optional<Identity> &identity = optionsOf(m_request).identity;
    if (!identity)
        return;
    if (!isAppId(identity->appId))
        add(RequestField::Identity, identity->appId,
            RequestCheck::tr("The app id must be made of letters, digits, “_” and “-”."));
    else if (!isIdentityVersion(identity->version))
        add(RequestField::Identity, identity->version,
            RequestCheck::tr("The version of the mini-program must be a number or a word, for example 0 for the "
                             "development build."));
}

void Check::proxy()
{
    const ProxyChoice &proxy = optionsOf(m_request).proxy;
    if (proxy.kind != ProxyChoice::Explicit)
        return;
    static constexpr std::array schemes = {"http", "https", "socks5", "socks5h"};
    const QString scheme = proxy.url.scheme();
    const bool known =
        std::any_of(schemes.begin(), schemes.end(), [&](const char *s) { return scheme == QLatin1String(s); });
    if (!known)
        add(RequestField::Proxy, scheme,
            RequestCheck::tr("The proxy's address must begin with http, https, socks5 or socks5h."));
    else if (!proxy.url.isValid() || proxy.url.host().isEmpty())
        add(RequestField::Proxy, proxy.url.host(), RequestCheck::tr("The proxy's address names no host."));
}

void Check::upload(const UploadRequest &request)
{
    method(request.method);
    if (!request.rawBodyPath.isEmpty()) {
        if (const std::optional<TransferError> error = source(request.rawBodyPath))
            add(RequestField::Files, *error, 0);
        return;
    }
    if (request.files.isEmpty() && request.fields.isEmpty())
        add(RequestField::Files, QString(), RequestCheck::tr("There is nothing to send. Add a file or a field."));
    fields(request.fields);
    files(request.files);
}

std::optional<TransferError> Check::source(const QString &path) const
{
    return m_files == SourceFiles::AreChecked ? checkSource(path) : std::nullopt;
}

void Check::method(const QByteArray &method)
{
    const QString shown = QString::fromUtf8(method).simplified();
    switch (checkMethod(method)) {
    case MethodFault::None:
        // A form is a body, and these two have none that a server would read (RFC 9110 9.3.1, 9.3.2).
        if (method == "GET" || method == "HEAD")
            add(RequestField::Method, shown, RequestCheck::tr("%1 cannot carry a file. Use POST or PUT.").arg(shown));
        break;
    case MethodFault::Empty:
        add(RequestField::Method, shown, RequestCheck::tr("The method is missing. POST is the usual one."));
        break;
    case MethodFault::NotToken:
        add(RequestField::Method, shown, RequestCheck::tr("“%1” is no method. POST is the usual one.").arg(shown));
        break;
    case MethodFault::Refused:
        add(RequestField::Method, shown, RequestCheck::tr("The method %1 cannot be used for an upload.").arg(shown));
        break;
    }
}

void Check::partType(RequestField field, const QByteArray &type, int row)
{
    const bool control = checkHeader("Content-Type", type, BodyKind::Raw) != HeaderFault::None;
    if (control)
        add(field, QString::fromUtf8(type).simplified(),
            RequestCheck::tr("The content type holds a line break or another control character."), row);
}

void Check::fields(const QList<FormField> &fields)
{
    // A browser sends a field with an empty name, and a name with line breaks is escaped; only NUL has no form.
    for (qsizetype i = 0; i < fields.size(); ++i) {
        if (fields.at(i).name.contains(QChar::Null))
            add(RequestField::Fields, fields.at(i).name, RequestCheck::tr("The field's name holds a NUL character."),
                int(i));
        partType(RequestField::Fields, fields.at(i).contentType, int(i));
    }
}

void Check::files(const QList<FormFile> &files)
{
    for (qsizetype i = 0; i < files.size(); ++i) {
        const FormFile &file = files.at(i);
        if (file.name.isEmpty())
            add(RequestField::FieldName, file.path,
                RequestCheck::tr("The file has no field name. “file” is the usual one."), int(i));
        if (file.name.contains(QChar::Null) || file.fileName.contains(QChar::Null))
            add(RequestField::FieldName, file.name, RequestCheck::tr("The name holds a NUL character."), int(i));
        partType(RequestField::Files, file.contentType, int(i));
        if (const std::optional<TransferError> error = source(file.path))
            add(RequestField::Files, *error, int(i));
    }
}

void Check::download(const DownloadRequest &request)
{
    if (request.saveTo)
        saveTarget(*request.saveTo);
    if (request.checksum)
        checksum(*request.checksum);
}

void Check::folder(const QString &path)
{
    // One question, where all is well: thousands are started in a row.
    if (path.startsWith(u'/') && ::access(QFile::encodeName(path + QLatin1String("/.")).constData(), W_OK | X_OK) == 0)
        return;
    const QFileInfo directory(path);
    const auto wrong = [&](const QString &sentence) { add(RequestField::SaveTo, targetError(path, sentence)); };
    if (path.isEmpty())
        wrong(RequestCheck::tr("No folder is named."));
    else if (directory.isRelative())
        wrong(RequestCheck::tr("The folder must be given with its whole path."));
    else if (!directory.exists())
        wrong(RequestCheck::tr("The folder does not exist."));
    else if (!directory.isDir())
        wrong(RequestCheck::tr("It is not a folder."));
    else if (::access(QFile::encodeName(path).constData(), W_OK | X_OK) != 0)
        add(RequestField::SaveTo, targetError(path, errno));
}

void Check::saveTarget(const SaveTarget &target)
{
    folder(target.directory);
    const QString &name = target.fileName;
    if (name.contains(u'/') || name.contains(QChar::Null) || name == QLatin1String(".") ||
        name == QLatin1String("..") || name.toUtf8().size() > 255)
        add(RequestField::SaveTo, targetError(name, RequestCheck::tr("It is no name for a file.")));
}

void Check::checksum(const ExpectedChecksum &checksum)
{
    const QString shown = QString::fromUtf8(checksum.algorithm);
    const std::optional<Digest::Algorithm> algorithm = Digest::algorithmFor(checksum.algorithm);
    if (!algorithm) {
        add(RequestField::Checksum, shown,
            RequestCheck::tr("The checksum “%1” is not known. Use sha256, sha1, sha512 or md5.").arg(shown));
        return;
    }
    const auto isHex = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    };
    const int length = Digest::hexLength(*algorithm);
    if (checksum.hex.size() != length || !std::all_of(checksum.hex.begin(), checksum.hex.end(), isHex))
        add(RequestField::Checksum, shown,
            RequestCheck::tr("A checksum of %1 has %n hexadecimal digit(s).", nullptr, length).arg(shown));
}

} // namespace

QList<RequestProblem> checkRequest(const TransferRequest &request, SourceFiles files)
{
    return Check(request, files).run();
}

QStringList secretsNotKept(const TransferRequest &request)
{
    return withoutSecrets(request).missing;
}

} // namespace ferry
