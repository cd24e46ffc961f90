#pragma once

#include <QByteArray>

namespace ferry {

/// Bytes that differ at every place, so that a shift or a gap shows; others for each seed.
inline QByteArray pattern(qsizetype size, quint32 seed = 12345)
{
    QByteArray bytes(size, Qt::Uninitialized);
    quint32 state = seed;
    for (char &byte : bytes) {
        state = state * 1664525u + 1013904223u;
        byte = char(state >> 24);
    }
    return bytes;
}

} // namespace ferry
