// As the program does: English has a catalogue too, of its plurals.
#include <QCoreApplication>
#include <QTranslator>

namespace {

void installPlurals()
{
    auto *plurals = new QTranslator(QCoreApplication::instance());
    if (plurals->load(QStringLiteral(":/translations/ferry_en")))
        QCoreApplication::installTranslator(plurals);
}

} // namespace

Q_COREAPP_STARTUP_FUNCTION(installPlurals)
