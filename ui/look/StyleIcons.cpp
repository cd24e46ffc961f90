#include "ui/look/FerryStyle.h"
#include "ui/look/Icons.h"

namespace ferry::ui {

namespace {

/// Empty for what Ferry has no picture of.
QString standardName(QStyle::StandardPixmap standard)
{
    switch (standard) {
    case QStyle::SP_DirIcon:
    case QStyle::SP_DirClosedIcon:
    case QStyle::SP_DirOpenIcon:
    case QStyle::SP_DirLinkIcon:
    case QStyle::SP_DirLinkOpenIcon:
    case QStyle::SP_DirHomeIcon:
        return QStringLiteral("folder");
    case QStyle::SP_FileIcon:
    case QStyle::SP_FileLinkIcon:
        return QStringLiteral("file");
    case QStyle::SP_ComputerIcon:
    case QStyle::SP_DesktopIcon:
    case QStyle::SP_DriveHDIcon:
    case QStyle::SP_DriveNetIcon:
        return QStringLiteral("server");
    case QStyle::SP_DriveCDIcon:
    case QStyle::SP_DriveDVDIcon:
        return QStringLiteral("disc");
    case QStyle::SP_ArrowBack:
    case QStyle::SP_FileDialogBack:
        return QStringLiteral("chevron-left");
    case QStyle::SP_ArrowForward:
        return QStringLiteral("chevron-right");
    case QStyle::SP_FileDialogToParent:
        return QStringLiteral("up");
    case QStyle::SP_FileDialogNewFolder:
        return QStringLiteral("folder-plus");
    case QStyle::SP_FileDialogListView:
        return QStringLiteral("grid");
    case QStyle::SP_FileDialogDetailedView:
        return QStringLiteral("all");
    default:
        return {};
    }
}

} // namespace

QIcon FerryStyle::standardIcon(StandardPixmap standard, const QStyleOption *option, const QWidget *widget) const
{
    const QString name = standardName(standard);
    return name.isEmpty() ? QProxyStyle::standardIcon(standard, option, widget) : icon(name);
}

} // namespace ferry::ui
