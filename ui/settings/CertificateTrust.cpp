#include "ui/settings/CertificateTrust.h"

#include "core/engine/TransferEngine.h"
#include "core/store/Settings.h"

namespace ferry::ui {

void connectTrust(Settings &settings, TransferEngine &engine)
{
    const auto trust = [&engine](const CertificateException &e) {
        engine.trustCertificate(e.host, e.port, e.sha256Fingerprint);
    };
    for (const CertificateException &exception : settings.certificateExceptions())
        trust(exception);
    QObject::connect(&settings, &Settings::certificateTrusted, &engine, trust);
    QObject::connect(&settings, &Settings::certificateDistrusted, &engine, &TransferEngine::distrustCertificate);
}

} // namespace ferry::ui
