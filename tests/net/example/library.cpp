#include "core/engine/TransferHandle.h"

#include <QCoreApplication>
#include <QDir>
#include <QTextStream>

using namespace ferry;

// library UPLOAD_ADDRESS FILE LINK: sends the file, then fetches the link and keeps it in the current directory.
int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QTextStream out(stdout);
    TransferEngine engine;

    const auto follow = [&](TransferHandle *task, auto complete) {
        QObject::connect(task, &TransferHandle::progressed, &app,
                         [&](const TransferProgress &p) { out << p.bytes << " of " << p.bytesTotal << Qt::endl; });
        QObject::connect(task, &TransferHandle::succeeded, &app, [&](const TransferSnapshot &s, const Completed &c) {
            out << "success " << c.statusCode << ' ' << s.savedPath << s.exchange->body << Qt::endl;
        });
        QObject::connect(task, &TransferHandle::failed, &app,
                         [&](const TransferError &e) { out << "fail " << errorCode(e.kind) << Qt::endl; });
        QObject::connect(task, &TransferHandle::completed, &app, complete);
    };

    UploadRequest upload;
    upload.url = QUrl(app.arguments().at(1));
    upload.files = {FormFile{QStringLiteral("file"), app.arguments().at(2), {}, {}}};
    upload.fields = {FormField{QStringLiteral("user"), QByteArrayLiteral("test"), {}}};

    DownloadRequest download;
    download.url = QUrl(app.arguments().at(3));
    download.saveTo = SaveTarget{QDir::currentPath(), {}, NameTaken::KeepBoth};

    follow(engine.start(upload, &app), [&] { follow(engine.start(download, &app), [&] { app.quit(); }); });
    return app.exec();
}
