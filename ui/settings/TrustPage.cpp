#include "ui/settings/TrustPage.h"

#include "core/store/Settings.h"
#include "ui/look/Theme.h"
#include "ui/parts/BoxFrame.h"
#include "ui/parts/Buttons.h"
#include "ui/parts/Tone.h"
#include "ui/settings/ExceptionDelegate.h"

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace ferry::ui {

namespace {

QString hex(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toHex(':').toUpper());
}

QString placeOf(const CertificateException &e)
{
    const QString host = e.host.contains(u':') ? u'[' + e.host + u']' : e.host;
    return QStringLiteral("%1:%2").arg(host).arg(e.port);
}

} // namespace

TrustPage::TrustPage(Settings &settings, QWidget *parent)
    : SettingsPage(tr("Trust"), parent)
    , m_settings(settings)
{
    auto *about = new ToneLabel(tr("Certificates that you trust although they are faulty, each for one host and port. "
                                   "Another certificate there is refused."),
                                Tone::Secondary, 12);
    about->setWordWrap(true);
    m_empty =
        new ToneLabel(tr("No faulty certificate is trusted. Where one was refused, “Review” in the queue shows it "
                         "and lets you decide."),
                      Tone::Secondary, 13);
    m_empty->setWordWrap(true);
    m_empty->setMinimumHeight(scaled(56));
    m_list = new QListWidget;
    m_list->setAccessibleName(tr("Trusted certificates"));
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setItemDelegate(new ExceptionDelegate(m_list));
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setMinimumHeight(scaled(216));
    m_list->installEventFilter(this);
    m_box = new BoxFrame(m_list, BoxFrame::Kind::Input);
    for (QWidget *part : std::initializer_list<QWidget *>{about, m_empty, m_box})
        rows()->addWidget(part);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::space8);
    m_remove = makeButton(tr("Remove"), ButtonKind::Plain, this);
    m_copy = makeIconButton(QStringLiteral("copy"), tr("Copy the fingerprint"), this);
    buttons->addWidget(m_remove);
    buttons->addStretch(1);
    buttons->addWidget(m_copy);
    rows()->addLayout(buttons);
    m_undo = new UndoLine;
    rows()->addWidget(m_undo);

    connect(m_remove, &QPushButton::clicked, this, &TrustPage::removeCurrent);
    connect(m_undo, &UndoLine::undone, this, &TrustPage::undo);
    connect(m_copy, &QToolButton::clicked, this, [this] {
        if (const int row = m_list->currentRow(); row >= 0)
            QApplication::clipboard()->setText(hex(m_shown.at(row).sha256Fingerprint));
    });
    connect(m_list, &QListWidget::currentRowChanged, this, &TrustPage::enableButtons);
    connect(&settings, &Settings::certificateTrusted, this, &TrustPage::read);
    connect(&settings, &Settings::certificateDistrusted, this, &TrustPage::read);
    read();
}

void TrustPage::addItem(const CertificateException &e)
{
    const QLocale locale;
    const QString day = locale.toString(e.added.toLocalTime().date(), tr("d MMM yyyy"));
    const bool kept = m_settings.isKept(e);
    const QString since = kept ? tr("since %1", "a date").arg(day) : tr("until Ferry quits");
    auto *item = new QListWidgetItem(placeOf(e), m_list);
    item->setData(ExceptionDelegate::SinceRole, since);
    item->setData(ExceptionDelegate::FingerprintRole,
                  QString(hex(e.sha256Fingerprint.first(16)) + u'\n' + hex(e.sha256Fingerprint.sliced(16))));
    item->setData(Qt::AccessibleTextRole, tr("%1, %2, SHA-256 fingerprint %3", "host and port, how long")
                                              .arg(placeOf(e), since, hex(e.sha256Fingerprint)));
}

void TrustPage::read()
{
    const int row = m_list->currentRow();
    const bool focused = m_list->hasFocus();
    m_list->clear();
    m_shown = m_settings.certificateExceptions();
    for (const CertificateException &exception : m_shown)
        addItem(exception);
    const bool any = !m_shown.isEmpty();
    m_empty->setVisible(!any);
    m_box->setVisible(any);
    m_remove->setVisible(any);
    m_copy->setVisible(any);
    if (any)
        m_list->setCurrentRow(qBound(0, row, int(m_shown.size()) - 1));
    enableButtons();
    if (focused && any)
        m_list->setFocus(Qt::OtherFocusReason);
}

void TrustPage::enableButtons()
{
    const bool any = m_list->currentRow() >= 0;
    m_remove->setEnabled(any);
    m_copy->setEnabled(any);
}

void TrustPage::removeCurrent()
{
    const int row = m_list->currentRow();
    if (row < 0 || row >= m_shown.size())
        return;
    const CertificateException gone = m_shown.at(row);
    m_removed = Removed{gone, m_settings.isKept(gone)};
    m_undo->say(tr("%1 is not trusted any more, from its next connection on.").arg(placeOf(gone)));
    m_settings.removeCertificateException(gone.host, gone.port);
    if (m_shown.isEmpty())
        undoButton()->setFocus(Qt::TabFocusReason);
}

void TrustPage::undo()
{
    const std::optional<Removed> back = std::exchange(m_removed, std::nullopt);
    m_undo->clear();
    if (!back)
        return;
    m_settings.addCertificateException(back->exception, back->kept);
    m_list->setCurrentRow(int(m_shown.indexOf(back->exception)));
    m_list->setFocus(Qt::TabFocusReason);
}

bool TrustPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_list || event->type() != QEvent::KeyPress)
        return SettingsPage::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->key() == Qt::Key_Delete)
        removeCurrent();
    else if (key->matches(QKeySequence::Undo) && m_removed)
        undo();
    else if (key->matches(QKeySequence::Copy))
        m_copy->click();
    else
        return false;
    return true;
}

} // namespace ferry::ui
