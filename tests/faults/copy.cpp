// ferry_faults_copy FILE DIRECTORY: saves a file as a download is saved, to where no rename reaches; one process whose
// calls can be made to fail one by one. 0 and the path on standard output, or 1 and a sentence on standard error.
#include "core/io/SaveFile.h"
#include "core/types/ErrorText.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <cstdio>

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 3)
        return 2;
    const QString name = QFileInfo(arguments.at(1)).fileName();
    const ferry::SaveResult result =
        ferry::saveFile(arguments.at(1), {arguments.at(2), name, ferry::NameTaken::KeepBoth});
    if (result.ok()) {
        std::puts(qPrintable(result.path));
        return 0;
    }
    std::fputs(qPrintable(ferry::errorText(result.error.value_or(ferry::TransferError())) + u'\n'), stderr);
    return 1;
}
