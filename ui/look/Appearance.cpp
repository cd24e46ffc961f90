#include "ui/look/Appearance.h"

#include "ui/look/FerryStyle.h"
#include "ui/look/Resources.h"
#include "ui/look/Theme.h"

#include <QApplication>
#include <QEvent>
#include <QPalette>
#include <QPixmapCache>
#include <QPointer>
#include <QStyleHints>

namespace ferry::ui {

namespace {

/// Keeps the application in the scheme that was asked for. A child of the application; one of it at a time.
class Appearance final : public QObject
{
public:
    Appearance(QApplication &application, ColourScheme scheme)
        : QObject(&application)
        , m_application(application)
        , m_scheme(scheme)
    {
        setObjectName(QStringLiteral("ferry-appearance"));
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
        connect(application.styleHints(), &QStyleHints::colorSchemeChanged, this, [this] { refresh(); });
#else
        application.installEventFilter(this);
#endif
    }

    void setScheme(ColourScheme scheme)
    {
        m_scheme = scheme;
        refresh();
    }

    void refresh()
    {
        if (m_busy)
            return;
        m_busy = true;
        // Without an own palette the application shows the system's.
        QApplication::setPalette(QPalette());
        const QPalette system = QApplication::palette();
        if (m_scheme == ColourScheme::System && Theme::isHighContrast(system))
            Theme::setCurrent(Theme::fromPalette(system));
        else
            Theme::setCurrent(isDark(system) ? Theme::darkTheme() : Theme::light());
        QPixmapCache::clear();
        QApplication::setPalette(Theme::current().palette());
        m_busy = false;
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        // Before 6.5 the palette of the platform is the only messenger of a changed scheme.
        if (watched == &m_application && event->type() == QEvent::ThemeChange)
            refresh();
        return false;
    }

private:
    bool isDark(const QPalette &system) const
    {
        if (m_scheme != ColourScheme::System)
            return m_scheme == ColourScheme::Dark;
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
        Q_UNUSED(system)
        return m_application.styleHints()->colorScheme() == Qt::ColorScheme::Dark;
#else
        return system.color(QPalette::Window).lightness() < system.color(QPalette::WindowText).lightness();
#endif
    }

    QApplication &m_application;
    ColourScheme m_scheme;
    bool m_busy = false;
};

} // namespace

void applyTheme(QApplication &application, ColourScheme scheme)
{
    initResources();
    auto *appearance = dynamic_cast<Appearance *>(
        application.findChild<QObject *>(QStringLiteral("ferry-appearance"), Qt::FindDirectChildrenOnly));
    if (!appearance) {
        appearance = new Appearance(application, scheme);
        QApplication::setStyle(new FerryStyle);
    }
    appearance->setScheme(scheme);
}

} // namespace ferry::ui
