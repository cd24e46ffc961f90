#include "ui/sheets/AboutDialog.h"

#include "core/engine/Libraries.h"
#include "ui/look/Theme.h"
#include "ui/parts/Buttons.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>

namespace ferry::ui {

namespace {

QString program()
{
    return QStringLiteral("Ferry ") + QCoreApplication::applicationVersion();
}

QString libraries()
{
    return libraryVersions().replace(QStringLiteral(", "), QStringLiteral("\n"));
}

} // namespace

AboutDialog::AboutDialog(QWidget *parent)
    : Notice(parent)
    , m_copy(makeButton(tr("Copy"), ButtonKind::Plain, this, QStringLiteral("copy")))
    , m_close(makeButton(tr("Close"), ButtonKind::Primary, this))
{
    setWindowTitle(tr("About Ferry"));
    setHead(QStringLiteral("info"), Tone::Accent, program(),
            tr("Uploads and downloads by HTTP, in one queue. Free software under the MIT licence."));
    auto *with = new ToneLabel(tr("It runs with:"), Tone::Secondary, 13, QFont::Normal, this);
    auto *list = new ToneLabel(libraries(), Tone::Text, 13, QFont::Normal, this);
    list->setTextInteractionFlags(Qt::TextSelectableByMouse);
    for (QWidget *text : {with, list}) {
        text->setContentsMargins(metrics::iconLarge + metrics::space12, 0, 0, 0);
        bodyLayout()->addWidget(text);
    }
    bodyLayout()->addStretch(1);
    footerLayout()->addWidget(m_copy);
    footerLayout()->addStretch(1);
    footerLayout()->addWidget(m_close);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(program() + u'\n' + libraries());
        m_copy->setText(tr("Copied"));
    });
    connect(m_close, &QPushButton::clicked, this, &QDialog::accept);
    m_close->setDefault(true);
    setMinimumWidth(scaled(360));
    fitHeight(scaled(420), scaled(140));
}

} // namespace ferry::ui
