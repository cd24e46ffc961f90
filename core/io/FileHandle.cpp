#include "core/io/FileHandle.h"

#include <unistd.h>

namespace ferry {

void FileHandle::reset(int descriptor)
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
    m_descriptor = descriptor;
}

} // namespace ferry
