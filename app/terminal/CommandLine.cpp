#include "app/terminal/CommandLine.h"

#include "app/terminal/CommonOptionParser.h"
#include "app/terminal/FormParser.h"
#include "app/terminal/TerminalText.h"

#include <array>
#include <utility>

namespace ferry {

namespace {

using enum Option;
using Result = std::variant<TerminalCommand, UsageError>;

constexpr auto allOptions = std::to_array<OptionSpec>({
    {Name, 0, "name", true, ForUpload},
    {Together, 0, "together", false, ForUpload},
    {Form, 'F', "form", true, ForUpload},
    {FormString, 0, "form-string", true, ForUpload},
    {RawBody, 'T', "upload-file", true, ForUpload},
    {Method, 'X', "request", true, ForUpload},
    {ContentDigest, 0, "content-digest", false, ForUpload},
    {OutputFile, 'o', "output", true, ForDownload},
    {Directory, 'd', "output-dir", true, ForDownload},
    {Temporary, 0, "temp", false, ForDownload},
    {Checksum, 0, "checksum", true, ForDownload},
    {Segments, 0, "segments", true, ForDownload},
    {AnyType, 0, "any-type", false, ForDownload},
    {Header, 'H', "header", true, ForTransfers},
    {User, 'u', "user", true, ForTransfers},
    {Bearer, 0, "oauth2-bearer", true, ForTransfers},
    {Proxy, 'x', "proxy", true, ForTransfers},
    {CaCert, 0, "cacert", true, ForTransfers},
    {Insecure, 'k', "insecure", false, ForTransfers},
    {Http2, 0, "http2", false, ForTransfers},
    {Timeout, 0, "timeout", true, ForTransfers},
    {AnswerTimeout, 0, "answer-timeout", true, ForTransfers},
    {Parallel, 0, "parallel", true, ForTransfers},
    {LimitRate, 0, "limit-rate", true, ForTransfers},
    {Retry, 0, "retry", true, ForTransfers},
    {MaxRedirects, 0, "max-redirs", true, ForTransfers},
    {AppId, 0, "appid", true, ForTransfers},
    {AppVersion, 0, "appversion", true, ForTransfers},
    {Json, 0, "json", false, ForTransfers | ForServe},
    {Quiet, 'q', "quiet", false, ForTransfers | ForServe},
    {ProfileDirectory, 0, "profile-dir", true, ForAll},
    {Port, 0, "port", true, ForServe},
    {Root, 0, "root", true, ForServe},
    {TlsCertificate, 0, "tls-cert", true, ForServe},
    {TlsKey, 0, "tls-key", true, ForServe},
    {WithServer, 0, "with-server", false, ForWindow},
    {Help, 'h', "help", false, ForAll},
    {Option::Version, 'V', "version", false, ForAll},
    // Qt takes these out of the command line itself, later.
    {ToolkitValue, 0, "platform", true, ForWindow},
    {ToolkitValue, 0, "platformtheme", true, ForWindow},
    {ToolkitValue, 0, "style", true, ForWindow},
    {ToolkitValue, 0, "stylesheet", true, ForWindow},
    {ToolkitValue, 0, "display", true, ForWindow},
    {ToolkitValue, 0, "geometry", true, ForWindow},
    {ToolkitValue, 0, "qwindowgeometry", true, ForWindow},
    {ToolkitValue, 0, "session", true, ForWindow},
    {ToolkitFlag, 0, "reverse", false, ForWindow},
});

/// Help and version end the reading at once, whatever else stands there.
std::optional<TerminalCommand> informing(const OptionReader::Item &item, HelpCommand::Topic topic)
{
    if (item.option == Help)
        return HelpCommand{topic};
    if (item.option == Option::Version)
        return VersionCommand{};
    return std::nullopt;
}

QString takeForm(const OptionReader::Item &item, UploadCommand &command)
{
    QString error;
    command.form += item.option == Form ? parseFormArgument(item.value, error) : parseFormString(item.value, error);
    return error;
}

QString takeUpload(const OptionReader::Item &item, UploadCommand &command)
{
    switch (*item.option) {
    case Name:
        command.fieldName = item.value;
        return item.value.isEmpty() ? TerminalText::tr("--name needs the key of the file in the form.") : QString();
    case Together:
        command.together = true;
        return {};
    case Form:
    case FormString:
        return takeForm(item, command);
    case RawBody:
        if (!command.rawBodyPath.isEmpty())
            return TerminalText::tr("-T takes one file.");
        command.rawBodyPath = item.value;
        return item.value.isEmpty() ? TerminalText::tr("-T needs a file.") : QString();
    case Method:
        command.method = item.value.toUtf8();
        return item.value.isEmpty() ? TerminalText::tr("-X needs a method.") : QString();
    case ContentDigest:
        command.contentDigest = true;
        return {};
    default:
        Q_UNREACHABLE();
    }
}

QString checkUpload(const UploadCommand &command)
{
    if (command.address.isEmpty())
        return TerminalText::tr("An address to upload to is missing.");
    const bool raw = !command.rawBodyPath.isEmpty();
    if (raw && (!command.files.isEmpty() || !command.form.isEmpty()))
        return TerminalText::tr("-T sends one file as the whole body; it cannot stand beside files or -F.");
    if (raw && (command.together || command.fieldName != UploadCommand().fieldName))
        return TerminalText::tr("-T sends one file as the whole body, which has no form: --name and --together say "
                                "nothing there.");
    if (!raw && command.files.isEmpty() && command.form.isEmpty())
        return TerminalText::tr("There is nothing to upload: name a file, or use -F or -T.");
    return {};
}

Result parseUpload(const QStringList &arguments)
{
    UploadCommand command;
    CommonOptionParser common;
    OptionReader reader(arguments, allOptions, ForUpload);
    OptionReader::Item item;
    QString error;
    bool hasAddress = false;
    while (error.isEmpty() && reader.next(item)) {
        if (const auto other = informing(item, HelpCommand::Upload))
            return *other;
        if (!item.option && !std::exchange(hasAddress, true))
            command.address = item.value; // the first one even if it is empty: no file is taken for an address
        else if (!item.option)
            command.files.append(item.value);
        else if (!common.take(item, error))
            error = takeUpload(item, command);
    }
    for (const QString &next : {reader.error(), common.finish(), checkUpload(command)}) {
        if (error.isEmpty())
            error = next;
    }
    command.common = common.options();
    if (!error.isEmpty())
        return UsageError{error, HelpCommand::Upload};
    return TerminalCommand(command);
}

QString takeChecksum(const QString &text, std::optional<ExpectedChecksum> &result)
{
    const qsizetype colon = text.indexOf(u':');
    const QByteArray algorithm = text.left(qMax(qsizetype(0), colon)).toLower().toLatin1();
    const QByteArray hex = text.mid(colon + 1).toLower().toLatin1();
    const bool isHex =
        std::all_of(hex.begin(), hex.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
    const std::array<std::pair<const char *, int>, 4> known = {
        {{"sha256", 64}, {"sha1", 40}, {"sha512", 128}, {"md5", 32}}};
    for (const auto &[name, digits] : known) {
        if (algorithm == name && hex.size() == digits && isHex) {
            result = ExpectedChecksum{algorithm, hex};
            return {};
        }
    }
    return TerminalText::tr("--checksum takes “sha256:HEX” with all its digits (also sha1, sha512, md5), not “%1”.")
        .arg(text);
}

QString takeDownload(const OptionReader::Item &item, DownloadCommand &command)
{
    QString error;
    switch (*item.option) {
    case OutputFile:
        if (!command.output.isEmpty())
            return TerminalText::tr("-o takes one path.");
        command.output = item.value;
        return item.value.isEmpty() ? TerminalText::tr("-o needs a path.") : QString();
    case Directory:
        if (!command.directory.isEmpty())
            return TerminalText::tr("-d takes one directory.");
        command.directory = item.value;
        return item.value.isEmpty() ? TerminalText::tr("-d needs a directory.") : QString();
    case Temporary:
        command.keepTemporary = true;
        return {};
    case Checksum:
        return takeChecksum(item.value, command.checksum);
    case Segments:
        command.segments = numberInRange(item, 1, 8, error);
        return error;
    case AnyType:
        command.anyType = true;
        return {};
    default:
        Q_UNREACHABLE();
    }
}

QString checkDownload(const DownloadCommand &command)
{
    if (command.addresses.isEmpty())
        return TerminalText::tr("An address to download from is missing.");
    if (command.addresses.contains(QString()))
        return TerminalText::tr("An address is empty.");
    if (command.checksum && command.addresses.size() > 1)
        return TerminalText::tr("--checksum is for one file; there are %1 addresses.").arg(command.addresses.size());
    if (command.keepTemporary && !(command.output.isEmpty() && command.directory.isEmpty()))
        return TerminalText::tr("--temp leaves the file in the temporary place, so -o and -d cannot stand beside it.");
    return {};
}

Result parseDownload(const QStringList &arguments)
{
    DownloadCommand command;
    CommonOptionParser common;
    OptionReader reader(arguments, allOptions, ForDownload);
    OptionReader::Item item;
    QString error;
    while (error.isEmpty() && reader.next(item)) {
        if (const auto other = informing(item, HelpCommand::Download))
            return *other;
        if (!item.option)
            command.addresses.append(item.value);
        else if (!common.take(item, error))
            error = takeDownload(item, command);
    }
    for (const QString &next : {reader.error(), common.finish(), checkDownload(command)}) {
        if (error.isEmpty())
            error = next;
    }
    command.common = common.options();
    if (!error.isEmpty())
        return UsageError{error, HelpCommand::Download};
    return TerminalCommand(command);
}

QString takeServe(const OptionReader::Item &item, ServeCommand &command)
{
    QString error;
    switch (*item.option) {
    case Port:
        command.port = quint16(numberInRange(item, 0, 65535, error));
        return error;
    case Root:
        command.root = item.value;
        return item.value.isEmpty() ? TerminalText::tr("--root needs a directory.") : QString();
    case TlsCertificate:
        command.tlsCertificate = item.value;
        return item.value.isEmpty() ? TerminalText::tr("--tls-cert needs a file.") : QString();
    case TlsKey:
        command.tlsKey = item.value;
        return item.value.isEmpty() ? TerminalText::tr("--tls-key needs a file.") : QString();
    case Json:
        command.json = true;
        return {};
    case Quiet:
        command.quiet = true;
        return {};
    case ProfileDirectory: // the server keeps no state
        return {};
    default:
        Q_UNREACHABLE();
    }
}

Result parseServe(const QStringList &arguments)
{
    ServeCommand command;
    OptionReader reader(arguments, allOptions, ForServe);
    OptionReader::Item item;
    QString error;
    while (error.isEmpty() && reader.next(item)) {
        if (const auto other = informing(item, HelpCommand::Serve))
            return *other;
        error =
            item.option ? takeServe(item, command) : TerminalText::tr("serve takes no argument “%1”.").arg(item.value);
    }
    if (error.isEmpty())
        error = reader.error();
    if (error.isEmpty() && command.tlsCertificate.isEmpty() && !command.tlsKey.isEmpty())
        error = TerminalText::tr("--tls-key goes with --tls-cert.");
    if (!error.isEmpty())
        return UsageError{error, HelpCommand::Serve};
    return TerminalCommand(command);
}

void takeArgument(const QString &text, WindowCommand &command)
{
    const QUrl url(text);
    const QString scheme = url.scheme();
    if (scheme == QLatin1String("http") || scheme == QLatin1String("https"))
        command.links.append(text);
    else
        command.files.append(url.isLocalFile() ? url.toLocalFile() : text);
}

Result parseWindow(const QStringList &arguments)
{
    WindowCommand command;
    OptionReader reader(arguments, allOptions, ForWindow);
    OptionReader::Item item;
    while (reader.next(item)) {
        if (const auto other = informing(item, HelpCommand::Program))
            return *other;
        if (!item.option)
            takeArgument(item.value, command);
        else if (item.option == WithServer)
            command.withServer = true;
        else if (item.option == ProfileDirectory && item.value.isEmpty())
            return UsageError{TerminalText::tr("%1 needs a directory.").arg(item.spelling), HelpCommand::Program};
        else if (item.option == ProfileDirectory)
            command.profileDirectory = item.value;
    }
    if (!reader.error().isEmpty())
        return UsageError{reader.error(), HelpCommand::Program};
    return TerminalCommand(command);
}

} // namespace

std::variant<TerminalCommand, UsageError> parseCommandLine(const QStringList &arguments)
{
    const QString command = arguments.value(0);
    if (command == QLatin1String("upload"))
        return parseUpload(arguments.mid(1));
    if (command == QLatin1String("download"))
        return parseDownload(arguments.mid(1));
    if (command == QLatin1String("serve"))
        return parseServe(arguments.mid(1));
    return parseWindow(arguments);
}

} // namespace ferry
