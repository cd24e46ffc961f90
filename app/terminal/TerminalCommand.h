#pragma once

#include "core/types/TransferRequest.h"

#include <QStringList>
#include <variant>

namespace ferry {

/// `ferry [FILE|URL ...]`. Paths are as they were typed, relative to the current directory.
struct WindowCommand
{
    QStringList files;
    QStringList links;        ///< http and https
    QString profileDirectory; ///< empty: the system's places
    bool withServer = false;  ///< starts the developer server with the window, chosen as destination

    friend bool operator==(const WindowCommand &, const WindowCommand &) = default;
};

/// One `-F`, as far as it can be read without looking at files.
struct FormArgument
{
    enum Kind { Text, File, FileContent };
    Kind kind = Text;
    QString name;
    QString text;     ///< Text: the value; else: the path
    QString fileName; ///< File only; empty: the path's last part
    QByteArray contentType;

    friend bool operator==(const FormArgument &, const FormArgument &) = default;
};

inline TransferOptions withRetries(int count)
{
    TransferOptions options;
    options.retries = count;
    return options;
}

/// What upload and download have in common.
struct CommonOptions
{
    HeaderList headers;
    QList<QByteArray> removedHeaders; ///< `-H 'Name:'`, which curl reads as "do not send it"
    TransferOptions transfer = withRetries(5);
    bool askPassword = false; ///< `-u user`
    QStringList replacedSecrets{}; ///< of options that were given again: they stand in the command line all the same
    int parallel = 10;
    bool json = false;
    bool quiet = false;
    bool http2 = false;       ///< as EngineOptions::http2
    qint64 limitRate = 0;     ///< bytes a second for all together, each way; 0 none
    QString profileDirectory; ///< empty: the system's places

    friend bool operator==(const CommonOptions &, const CommonOptions &) = default;
};

struct UploadCommand
{
    CommonOptions common;
    QString address;
    QStringList files;
    QList<FormArgument> form;
    QString fieldName = QStringLiteral("file");
    bool together = false;
    QString rawBodyPath; ///< `-T`
    QByteArray method;   ///< `-X`; empty: POST, or PUT with `-T`
    bool contentDigest = false;

    friend bool operator==(const UploadCommand &, const UploadCommand &) = default;
};

struct DownloadCommand
{
    CommonOptions common;
    QStringList addresses;
    QString output;    ///< `-o`
    QString directory; ///< `-d`
    bool keepTemporary = false;
    std::optional<ExpectedChecksum> checksum;
    bool anyType = false;
    int segments = 0; ///< as DownloadRequest::segments

    friend bool operator==(const DownloadCommand &, const DownloadCommand &) = default;
};

struct ServeCommand
{
    quint16 port = 0;       ///< 0: a free one
    QString root;           ///< empty: a temporary directory
    QString tlsCertificate; ///< PEM file; empty: without TLS
    QString tlsKey;         ///< PEM file; empty: in that of the certificate
    bool json = false;
    bool quiet = false;

    friend bool operator==(const ServeCommand &, const ServeCommand &) = default;
};

struct HelpCommand
{
    enum Topic { Program, Upload, Download, Serve };
    Topic topic = Program;

    friend bool operator==(const HelpCommand &, const HelpCommand &) = default;
};

struct VersionCommand
{
    friend bool operator==(const VersionCommand &, const VersionCommand &) = default;
};

/// The command line could not be understood; nothing was done.
struct UsageError
{
    QString sentence;
    HelpCommand::Topic topic = HelpCommand::Program; ///< whose help would tell more

    friend bool operator==(const UsageError &, const UsageError &) = default;
};

using TerminalCommand =
    std::variant<WindowCommand, UploadCommand, DownloadCommand, ServeCommand, HelpCommand, VersionCommand>;

/// How the program ends, a contract with scripts.
enum ExitCode { ExitOk = 0, ExitFailed = 1, ExitUsage = 2, ExitInterrupted = 130 };

} // namespace ferry
