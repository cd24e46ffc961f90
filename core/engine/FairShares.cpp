#include "core/engine/FairShares.h"

#include <algorithm>

namespace ferry {

void shareOut(qint64 amount, const QList<Claim *> &claims)
{
    QList<Claim *> served;
    for (Claim *claim : claims) {
        claim->share = 0;
        if (claim->ceiling > 0 && claim->ceiling >= claim->least)
            served.append(claim);
    }
    std::stable_sort(served.begin(), served.end(), [](auto *a, auto *b) { return a->turn < b->turn; });
    qint64 least = 0;
    for (qsizetype i = 0; i < served.size(); ++i) {
        least = std::max(least, served.at(i)->least);
        if (least * (i + 1) > amount)
            served.resize(i);
    }
    std::stable_sort(served.begin(), served.end(), [](auto *a, auto *b) { return a->ceiling < b->ceiling; });
    for (qsizetype i = 0; i < served.size(); ++i) {
        served.at(i)->share = std::min(served.at(i)->ceiling, amount / (served.size() - i));
        amount -= served.at(i)->share;
    }
}

} // namespace ferry
