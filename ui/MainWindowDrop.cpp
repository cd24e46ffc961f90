#include "ui/MainWindow.h"

#include "core/types/HostAndPort.h"
#include "ui/drop/DropOffer.h"
#include "ui/drop/DropVeil.h"
#include "ui/sheets/UploadSheet.h"
#include "ui/sidebar/Sidebar.h"
#include "ui/statusbar/StatusLine.h"

#include <QApplication>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QImage>
#include <QMimeData>

namespace ferry::ui {

void MainWindow::uploadOffer(const DropOffer &offer, const Destination *destination, const QMimeData *mime)
{
    if (offer.kind == DropOffer::Unusable)
        return m_status->say(offer.reason);
    if (offer.kind == DropOffer::Download)
        return openDownloadSheet(offer.links);
    if (offer.kind != DropOffer::Upload)
        return;
    const QList<Destination> all = destinations();
    const Destination to = destination ? *destination : all.isEmpty() ? Destination() : all.first();
    UploadSheet *sheet = openUploadSheetFor(to, offer.paths);
    if (offer.picture)
        sheet->addPicture(qvariant_cast<QImage>(mime->imageData()));
}

void MainWindow::paste()
{
    const QMimeData *held = QApplication::clipboard()->mimeData();
    if (!held || held->formats().isEmpty())
        return m_status->say(tr("The clipboard is empty."));
    uploadOffer(offerOf(held), nullptr, held);
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    m_drag = std::make_unique<DropOffer>(offerOf(event->mimeData()));
    dragMoveEvent(event);
}

void MainWindow::dragMoveEvent(QDragMoveEvent *event)
{
    if (!m_drag)
        return;
    const QPoint inSidebar = m_sidebar->mapFrom(this, event->position().toPoint());
    const Destination *to = m_drag->kind == DropOffer::Upload ? m_sidebar->destinationAt(inSidebar) : nullptr;
    m_sidebar->markDropTarget(to ? std::optional(inSidebar) : std::nullopt);
    m_veil->present(*m_drag, to ? to->name : QString(), to ? hostAndPort(to->url) : QString());
    if (m_drag->kind == DropOffer::Unusable) {
        // Taken in so that the reason can be shown, refused so that the cursor says no.
        event->setDropAction(Qt::IgnoreAction);
        event->accept();
    } else {
        event->setDropAction(Qt::CopyAction);
        event->accept();
    }
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent *event)
{
    m_veil->hide();
    m_sidebar->markDropTarget(std::nullopt);
    m_drag.reset();
    QMainWindow::dragLeaveEvent(event);
}

void MainWindow::dropEvent(QDropEvent *event)
{
    m_veil->hide();
    m_sidebar->markDropTarget(std::nullopt);
    if (!m_drag)
        return;
    const std::unique_ptr<DropOffer> offer = std::move(m_drag);
    const Destination *to = m_sidebar->destinationAt(m_sidebar->mapFrom(this, event->position().toPoint()));
    event->setDropAction(Qt::CopyAction); // the sender keeps its files
    event->accept();
    uploadOffer(*offer, to, event->mimeData());
}

} // namespace ferry::ui
