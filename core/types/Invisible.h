#pragma once

#include <QChar>

namespace ferry {

/// Zero width, and of the writing: Persian, Indic scripts and emoji need them.
inline bool isJoiner(char32_t c)
{
    return c == 0x200c || c == 0x200d;
}

/// Control and format characters but joiners, line and paragraph separators, and what is no character: in a name they
/// hide or turn around what a person reads.
inline bool isInvisible(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    case QChar::Other_Format:
        return !isJoiner(c);
    default:
        return QChar::isNonCharacter(c);
    }
}

} // namespace ferry
