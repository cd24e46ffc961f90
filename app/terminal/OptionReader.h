#pragma once

#include <optional>
#include <QStringList>
#include <span>

namespace ferry {

/// Every option of the terminal. Which command takes which is said by OptionSpec::commands.
enum class Option {
    Name,
    Together,
    Form,
    FormString,
    RawBody,
    Method,
    ContentDigest,
    OutputFile,
    Directory,
    Temporary,
    Checksum,
    Segments,
    AnyType,
    Header,
    User,
    Bearer,
    Proxy,
    CaCert,
    Insecure,
    Http2,
    Timeout,
    AnswerTimeout,
    Parallel,
    LimitRate,
    Retry,
    MaxRedirects,
    AppId,
    AppVersion,
    Json,
    Quiet,
    ProfileDirectory,
    Port,
    Root,
    TlsCertificate,
    TlsKey,
    WithServer,
    ToolkitFlag,
    ToolkitValue,
    Help,
    Version,
};

/// For which commands an option exists.
enum OptionCommand {
    ForWindow = 1,
    ForUpload = 2,
    ForDownload = 4,
    ForServe = 8,
    ForTransfers = 6,
    ForAll = 15
};

struct OptionSpec
{
    Option option;
    char letter;      ///< 0: has none
    const char *name; ///< without the dashes
    bool takesValue;
    int commands; ///< of OptionCommand
};

/// Splits a command line as curl does: `-k`, `-kq`, `-H value`, `-Hvalue`, `--name value`, `--name=value`,
/// and `--` before arguments that only look like options. A value; reads forward once.
class OptionReader
{
public:
    struct Item
    {
        std::optional<Option> option; ///< unset: a plain argument
        QString value;
        QString spelling; ///< of the option, as typed, for messages
    };

    /// arguments: without the program and the command.
    OptionReader(const QStringList &arguments, std::span<const OptionSpec> specs, OptionCommand command);

    /// False at the end or at an error; then error() tells which.
    bool next(Item &item);
    /// A sentence; empty if there was none.
    const QString &error() const { return m_error; }

private:
    bool takeLong(const QString &argument, Item &item);
    bool takeLetter(Item &item);
    const OptionSpec *find(char16_t letter) const;
    const OptionSpec *find(QStringView name) const;
    bool failUnknown(const QString &spelling);
    bool fail(const QString &sentence);

    QStringList m_arguments;
    std::span<const OptionSpec> m_specs;
    OptionCommand m_command;
    qsizetype m_next = 0;
    QString m_letters; ///< the rest of a group such as `-kq`
    bool m_onlyArguments = false;
    QString m_error;
};

} // namespace ferry
