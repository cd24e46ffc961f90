#pragma once

#include "app/terminal/OptionReader.h"
#include "app/terminal/TerminalCommand.h"

namespace ferry {

/// Options that upload and download share. Takes one option at a time; finish() checks what belongs together.
class CommonOptionParser
{
public:
    /// Whether the option is one of these; a sentence in error if its value is not good.
    bool take(const OptionReader::Item &item, QString &error);
    QString finish();
    const CommonOptions &options() const { return m_options; }

private:
    QString takeTransport(const OptionReader::Item &item, bool &known);
    QString takePatience(const OptionReader::Item &item, bool &known);
    QString takeHeader(const QString &text);
    QString takeUser(const QString &text);
    QString takeProxy(const QString &text);
    QString takeSeconds(const OptionReader::Item &item, int highest, std::chrono::milliseconds &result);

    CommonOptions m_options;
    QString m_appId;
    QString m_appVersion;
};

/// A whole number in a range; a sentence in error otherwise.
int numberInRange(const OptionReader::Item &item, int lowest, int highest, QString &error);

/// curl's rates: a number with k, M or G behind it, in bytes; -1 if it is none.
qint64 bytesOfRate(const QString &text);

} // namespace ferry
