#include "ui/details/BodyView.h"

#include "core/types/TransferSnapshot.h"
#include "ui/details/JsonHighlighter.h"
#include "ui/look/Theme.h"
#include "ui/parts/Background.h"
#include "ui/parts/BoxFrame.h"
#include "ui/parts/Buttons.h"
#include "ui/parts/Numbers.h"
#include "ui/parts/PictureReader.h"
#include "ui/parts/RegularFile.h"
#include "ui/parts/Tone.h"

#include <QApplication>
#include <QBoxLayout>
#include <QBuffer>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeDatabase>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QStackedWidget>
#include <QToolButton>

namespace ferry::ui {

namespace {

constexpr int largestPicture = 2048; // pixels of the longer side that are kept for showing

QImage decodedImage(QIODevice &device)
{
    return readPicture(device,
                       [](QSize whole) {
                           const QSize most(largestPicture, largestPicture);
                           return whole.boundedTo(most) == whole ? whole : whole.scaled(most, Qt::KeepAspectRatio);
                       })
        .image;
}

QString writeBytes(const QByteArray &bytes, const QString &target)
{
    QSaveFile file(target);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return {};
    return file.errorString();
}

/// The file may be gone with an earlier launch.
bool isInFile(const Exchange &exchange)
{
    return !exchange.bodyFile.isEmpty() && QFileInfo(exchange.bodyFile).isFile();
}

qint64 keptSize(const Exchange &exchange)
{
    return isInFile(exchange) ? QFileInfo(exchange.bodyFile).size() : exchange.body.size();
}

QString copyFile(const QString &source, const QString &target)
{
    // The dialog has asked whether an existing file may go.
    QFile from(source);
    QSaveFile to(target);
    if (!from.open(QIODevice::ReadOnly))
        return from.errorString();
    if (!to.open(QIODevice::WriteOnly))
        return to.errorString();
    QByteArray block(1 << 20, Qt::Uninitialized);
    for (;;) {
        const qint64 count = from.read(block.data(), block.size());
        if (count < 0)
            return from.errorString();
        if (count == 0)
            break;
        if (to.write(block.constData(), count) != count)
            return to.errorString();
    }
    return to.commit() ? QString() : to.errorString();
}

} // namespace

BodyView::BodyView(const QString &title, QWidget *parent)
    : QWidget(parent)
{
    build(title);
    clear();
}

void BodyView::build(const QString &title)
{
    auto *head = new QHBoxLayout;
    head->setSpacing(metrics::space4);
    m_type = new ToneLabel({}, Tone::Secondary, 13, QFont::Normal, this);
    m_copy = makeIconButton(QStringLiteral("copy"), tr("Copy the body"), this);
    m_save = makeIconButton(QStringLiteral("save"), tr("Save the body…"), this);
    head->addWidget(new ToneLabel(title, Tone::Text, 13, QFont::DemiBold, this));
    head->addWidget(m_type, 1);
    head->addWidget(m_copy);
    head->addWidget(m_save);

    m_stack = new QStackedWidget(this);
    m_editor = new QPlainTextEdit(m_stack);
    m_editor->setReadOnly(true);
    m_editor->setFont(codeFont());
    m_editor->setTabChangesFocus(true);
    m_editor->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_editor->document()->setDocumentMargin(8);
    m_editor->setAccessibleName(title);
    m_editor->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    BoxFrame::clear(m_editor);
    m_highlighter = new JsonHighlighter(m_editor->document());
    m_picture = new QLabel(m_stack);
    m_picture->setAlignment(Qt::AlignCenter);
    m_picture->setMinimumSize(1, 1);
    m_sentence = new ToneLabel({}, Tone::Secondary, 12, QFont::Normal, m_stack);
    m_sentence->setWordWrap(true);
    m_sentence->setMargin(metrics::space12);
    m_sentence->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_stack->addWidget(m_sentence);
    m_stack->addWidget(m_editor);
    m_stack->addWidget(m_picture);

    m_cutBar = new QWidget(this);
    auto *cut = new QHBoxLayout(m_cutBar);
    cut->setContentsMargins(0, 0, 0, 0);
    m_saveCut = makeButton({}, ButtonKind::Plain, m_cutBar);
    m_cut = new ToneLabel({}, Tone::Secondary, 12, QFont::Normal, m_cutBar);
    m_cut->setWordWrap(true);
    cut->addWidget(m_cut, 1);
    cut->addWidget(m_saveCut);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::space4);
    layout->addLayout(head);
    auto *box = new BoxFrame(m_stack, BoxFrame::Kind::Code, this);
    box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    layout->addWidget(box, 1);
    layout->addWidget(m_cutBar);
    setMinimumHeight(scaled(140));
    connect(m_copy, &QToolButton::clicked, this, &BodyView::copy);
    connect(m_save, &QToolButton::clicked, this, &BodyView::saveWhole);
    connect(m_saveCut, &QPushButton::clicked, this, &BodyView::saveWhole);
}

void BodyView::clear()
{
    m_key.clear();
    m_exchange.reset();
    show({});
}

void BodyView::showAnswer(const std::shared_ptr<const Exchange> &exchange)
{
    if (!exchange || exchange->body.isEmpty()) {
        if (!m_key.isEmpty())
            clear();
        return;
    }
    // Shared bytes, kept by m_exchange: the same address and size is the same body.
    const QString key = QStringLiteral("%1:%2").arg(quintptr(exchange->body.constData())).arg(exchange->bodySize);
    if (key == m_key)
        return;
    m_key = key;
    m_exchange = exchange;
    runInBackground(
        this,
        [exchange] {
            Loaded loaded;
            loaded.size = qMax<qint64>(exchange->bodySize, exchange->body.size());
            loaded.kept = keptSize(*exchange);
            loaded.body =
                bodyText(exchange->body, exchange->headers.value("Content-Type"), loaded.size > exchange->body.size());
            if (loaded.body.kind == BodyKind::Image) {
                QByteArray bytes = exchange->body;
                QBuffer buffer(&bytes);
                buffer.open(QIODevice::ReadOnly);
                loaded.image = decodedImage(buffer);
            }
            return loaded;
        },
        [this, key](const Loaded &loaded) {
            if (key == m_key)
                show(loaded);
        },
        &pictureThreads());
}

void BodyView::showFile(const QString &path, const QString &name)
{
    const QString key = QStringLiteral("file:") + path;
    if (key == m_key)
        return;
    m_key = key;
    m_exchange.reset();
    runInBackground(
        this,
        [path, name] {
            Loaded loaded;
            QFile file;
            if (!openRegular(file, path))
                return loaded;
            loaded.isFile = true;
            loaded.size = file.size();
            const QByteArray head = file.read(BodyText::shownLimit + 1);
            const QString type = QMimeDatabase().mimeTypeForFileNameAndData(name, head.left(4096)).name();
            loaded.body = bodyText(head, type.toLatin1(), loaded.size > head.size());
            if (loaded.body.kind == BodyKind::Image && file.seek(0))
                loaded.image = decodedImage(file);
            return loaded;
        },
        [this, key](const Loaded &loaded) {
            if (key == m_key)
                show(loaded);
        },
        &pictureThreads());
}

QSize BodyView::sizeHint() const
{
    return {scaled(240), scaled(180)};
}

QString BodyView::typeText() const
{
    return m_type->text();
}

void BodyView::show(const Loaded &loaded)
{
    m_body = loaded.body;
    m_image = loaded.image;
    const bool text = m_body.kind == BodyKind::Text || m_body.kind == BodyKind::Json;
    m_type->setText(m_body.kind == BodyKind::Empty
                        ? QString()
                        : tr("%1, %2", "kind of body, size").arg(m_body.typeName, exactBytesText(loaded.size)));
    m_copy->setVisible(text);
    const bool canSave = m_exchange && m_body.kind != BodyKind::Empty;
    m_size = loaded.size;
    m_kept = loaded.kept;
    m_save->setVisible(canSave);
    m_cutBar->setVisible(canSave && (m_body.cut || m_kept < m_size));
    const QString kept = sizeText(m_kept);
    // Said before it is saved: who finds half a body later cannot get the rest any more.
    m_cut->setText(m_kept < m_size ? tr("Only the first %1 of %2 were kept.").arg(kept, sizeText(m_size))
                                   : tr("Only the beginning is shown."));
    m_saveCut->setText(m_kept < m_size ? tr("Save the first %1…").arg(kept) : tr("Save the whole body…"));
    m_highlighter->setActive(false); // not on the text that goes
    if (m_editor->toPlainText() != m_body.text)
        m_editor->setPlainText(m_body.text);
    m_highlighter->setActive(m_body.kind == BodyKind::Json);
    if (text) {
        m_stack->setCurrentWidget(m_editor);
    } else if (m_body.kind == BodyKind::Image && !m_image.isNull()) {
        m_picture->setAccessibleName(tr("Picture, %1 by %2 pixels").arg(m_image.width()).arg(m_image.height()));
        m_stack->setCurrentWidget(m_picture);
        fitImage();
    } else {
        m_sentence->setText(m_body.kind != BodyKind::Empty ? tr("This cannot be shown here. Save it to look at it.")
                            : loaded.isFile                ? tr("The file is empty.")
                                                           : tr("There is no body."));
        m_stack->setCurrentWidget(m_sentence);
    }
    emit shown();
}

void BodyView::fitImage()
{
    if (m_image.isNull())
        return;
    const qreal scale = devicePixelRatioF();
    const QSize room = (QSizeF(m_stack->size() - QSize(16, 16)) * scale).toSize();
    const QSize fitting = m_image.size().scaled(room, Qt::KeepAspectRatio).boundedTo(m_image.size());
    if (fitting.isEmpty())
        return;
    QPixmap pixmap = QPixmap::fromImage(m_image.scaled(fitting, Qt::KeepAspectRatio, Qt::SmoothTransformation));
    pixmap.setDevicePixelRatio(scale);
    m_picture->setPixmap(pixmap);
}

void BodyView::copy()
{
    QApplication::clipboard()->setText(m_body.text);
    emit message(m_body.cut ? tr("The beginning of the body was copied.") : tr("The body was copied."));
}

void BodyView::saveWhole()
{
    if (!m_exchange)
        return;
    auto *dialog = new QFileDialog(this, tr("Save the body"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    const QString type = QString::fromLatin1(m_exchange->headers.value("Content-Type")).section(u';', 0, 0).trimmed();
    const QString suffix = QMimeDatabase().mimeTypeForName(type).preferredSuffix();
    dialog->selectFile(QStringLiteral("answer.") + (suffix.isEmpty() ? QStringLiteral("txt") : suffix));
    connect(dialog, &QFileDialog::fileSelected, this, &BodyView::writeTo);
    dialog->open();
}

void BodyView::writeTo(const QString &path)
{
    const auto exchange = m_exchange;
    if (!exchange)
        return;
    runInBackground(
        this,
        [exchange, path] {
            return isInFile(*exchange) ? copyFile(exchange->bodyFile, path) : writeBytes(exchange->body, path);
        },
        [this, path, kept = m_kept, size = m_size](const QString &error) {
            const QString name = QFileInfo(path).fileName();
            if (!error.isEmpty())
                emit message(tr("The body was not saved as %1. %2. Choose another place.").arg(name, error));
            else if (kept < size)
                emit message(
                    tr("The first %1 of %2 of the body were saved as %3.").arg(sizeText(kept), sizeText(size), name));
            else
                emit message(tr("The body was saved as %1.").arg(name));
        });
}

void BodyView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_highlighter)
        m_highlighter->rehighlight();
}

void BodyView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (m_stack->currentWidget() == m_picture)
        fitImage();
}

} // namespace ferry::ui
