#include "app/terminal/Reporter.h"

namespace ferry {

int progressOf(const TransferSnapshot &snapshot)
{
    if (snapshot.bytesTotal < 0)
        return -1;
    // A refusal is an answer too: what was sent whole is then sent whole.
    if (snapshot.state == TransferState::Refused && snapshot.bytesDone >= snapshot.bytesTotal)
        return 100;
    return snapshot.percent();
}

} // namespace ferry
