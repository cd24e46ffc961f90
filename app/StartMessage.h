#pragma once

#include <optional>
#include <QByteArray>
#include <QStringList>

namespace ferry {

/// What a start of the window was asked for, as it goes from one process to another of the same user.
struct StartMessage
{
    QStringList files; ///< absolute paths
    QStringList links; ///< http and https
    bool withServer = false;
    /// By which the desktop lets the window come forward (xdg-activation on Wayland); empty where there is none.
    QByteArray activationToken;

    friend bool operator==(const StartMessage &, const StartMessage &) = default;
};

/// One line of JSON, without its end.
QByteArray encodeStart(const StartMessage &message);
/// Nothing if the line is no such message. Members that are unknown are passed over.
std::optional<StartMessage> decodeStart(const QByteArray &line);

} // namespace ferry
