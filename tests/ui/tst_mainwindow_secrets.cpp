// Passwords, tokens and keys of real transfers, looked for in all that the window shows, says, copies and keeps.
#include "core/store/Settings.h"
#include "tests/support/ScriptedServer.h"
#include "ui/details/CurlCommand.h"
#include "ui/look/Appearance.h"
#include "ui/MainWindow.h"
#include "ui/queue/QueueModel.h"
#include "ui/queue/QueueView.h"
#include "ui/settings/SettingsDialog.h"
#include "ui/sheets/UploadSheet.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QDirIterator>
#include <QLabel>
#include <QLineEdit>
#include <QLoggingCategory>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <mutex>

using namespace ferry;
using namespace ferry::ui;

namespace {

constexpr const char *canary = "cnry";
constexpr const char *answerWithLink = R"({"url": "/files/x?plain=1&token=cnry7answer"})";

/// The answer's body is the server's own word to the person and shown as it came.
bool isOfTheBody(const QObject *object)
{
    while (object && !object->inherits("ferry::ui::BodyView"))
        object = object->parent();
    return object != nullptr;
}

/// Every text of a widget and of those within it, and every text of the models that they show.
QStringList textsOf(const QObject *root)
{
    QStringList texts;
    QList<const QObject *> all{root};
    for (const QObject *object : root->findChildren<QObject *>())
        all.append(object);
    for (const QObject *object : all) {
        if (isOfTheBody(object))
            continue;
        for (const char *name :
             {"text", "plainText", "html", "windowTitle", "toolTip", "statusTip", "whatsThis", "accessibleName",
              "accessibleDescription", "placeholderText", "currentText", "title"}) {
            const QVariant value = object->property(name);
            if (value.typeId() == QMetaType::QString)
                texts.append(value.toString());
        }
        if (const auto *edit = qobject_cast<const QLineEdit *>(object)) {
            texts.removeAll(edit->text()); // with dots on the screen the text is still there to be sent
            texts.append(edit->displayText());
        }
        if (const auto *view = qobject_cast<const QAbstractItemView *>(object)) {
            const QAbstractItemModel *model = view->model();
            for (int row = 0; model && row < qMin(200, model->rowCount()); ++row) {
                for (int column = 0; column < model->columnCount(); ++column) {
                    const QModelIndex index = model->index(row, column);
                    // EditRole is what an editor begins with, and is not shown.
                    for (const int role :
                         {int(Qt::DisplayRole), int(Qt::ToolTipRole), int(Qt::StatusTipRole), int(Qt::WhatsThisRole),
                          int(Qt::AccessibleTextRole), int(Qt::AccessibleDescriptionRole)})
                        texts.append(index.data(role).toString());
                    for (int role = Qt::UserRole; role < Qt::UserRole + 64; ++role) {
                        const QVariant value = index.data(role);
                        if (value.typeId() == QMetaType::QString)
                            texts.append(value.toString());
                    }
                }
            }
        }
        if (QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(const_cast<QObject *>(object))) {
            for (const QAccessible::Text part :
                 {QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help})
                texts.append(spoken->text(part));
        }
    }
    return texts;
}

QStringList found(const QStringList &texts)
{
    return texts.filter(QLatin1String(canary));
}

/// A request with a secret in every place where there can be one.
template <typename Request>
Request withSecrets(const ScriptedServer &server, const QString &path)
{
    Request request;
    request.url = server.url(path + QStringLiteral("?plain=1&api_key=cnry1query&sig=cnry2sig"));
    request.url.setUserName(QStringLiteral("me"));
    request.url.setPassword(QStringLiteral("cnry3userinfo"));
    request.headers = {{"X-Api-Key", "cnry4key"}, {"Cookie", "a=cnry5cookie"}, {"X-Plain", "plain"}};
    request.options.user = QStringLiteral("me");
    request.options.password = QStringLiteral("cnry6password");
    return request;
}

/// What all categories of Qt's and Ferry's log said while one of these lives.
class HeardLog
{
public:
    HeardLog()
    {
        s_said.clear();
        QLoggingCategory::setFilterRules(QStringLiteral("*=true"));
        m_before = qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &message) {
            const std::scoped_lock lock(s_mutex); // the engine's thread speaks too
            s_said.append(message);
        });
    }
    ~HeardLog()
    {
        qInstallMessageHandler(m_before);
        QLoggingCategory::setFilterRules({});
    }
    Q_DISABLE_COPY_MOVE(HeardLog)

    QStringList said() const
    {
        const std::scoped_lock lock(s_mutex);
        return s_said;
    }

private:
    static inline std::mutex s_mutex;
    static inline QStringList s_said;
    QtMessageHandler m_before = nullptr;
};

} // namespace

class TestMainWindowSecrets : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void shownNowhere();
    void copiedNowhere();
    void keptNowhere();

private:
    static QStringList leaks(const QString &directory);
};

void TestMainWindowSecrets::initTestCase()
{
    applyTheme(*qobject_cast<QApplication *>(QCoreApplication::instance()), ColourScheme::Light);
}

QStringList TestMainWindowSecrets::leaks(const QString &directory)
{
    QStringList result;
    QDirIterator it(directory, QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        QFile file(it.next());
        // What the server said is kept as it came, but for what it repeats of the request.
        if (file.open(QIODevice::ReadOnly) && file.readAll().replace(answerWithLink, "").contains(canary))
            result.append(file.fileName());
    }
    return result;
}

void TestMainWindowSecrets::shownNowhere()
{
    const ScriptedServer server([](ScriptPeer &peer) {
        const QByteArray head = peer.readRequest();
        if (head.contains("/link"))
            peer.reply(201, answerWithLink, {"Content-Type: application/json"});
        else if (head.contains("/away"))
            peer.reply(302, {}, {"Location: /whole?token=cnry8location"});
        else if (head.contains("/refused"))
            peer.reply(403, "no", {"Set-Cookie: id=cnry9cookie"});
        else if (head.contains("/whole"))
            peer.reply(200, "bytes");
        peer.close();
    });
    const QTemporaryDir profile;
    const HeardLog log;
    Settings settings(profile.path());
    EngineOptions options;
    options.temporaryRoot = profile.path();
    options.storeFile = profile.filePath(QStringLiteral("ferry.sqlite"));
    auto engineOfTheLaunch = std::make_unique<TransferEngine>(options);
    TransferEngine &engine = *engineOfTheLaunch;
    TransferModel model;
    connect(&engine, &TransferEngine::changed, &model, &TransferModel::apply);
    MainWindow window(engine, model, settings);
    window.resize(1200, 800);
    window.show();

    auto upload = withSecrets<UploadRequest>(server, QStringLiteral("/link"));
    upload.fields = {{QStringLiteral("password"), "cnry10field", {}}, {QStringLiteral("plain"), "plain", {}}};
    QList<TransferRequest> requests{upload};
    for (const char *path : {"/away", "/refused", "/whole", "/cut"})
        requests.append(withSecrets<DownloadRequest>(server, QString::fromLatin1(path)));
    auto bearing = withSecrets<DownloadRequest>(server, QStringLiteral("/whole"));
    bearing.url.setUserInfo({});
    bearing.options.user.clear();
    bearing.options.password.clear();
    bearing.options.bearerToken = QStringLiteral("cnry13bearer");
    requests.append(bearing);
    const QList<TransferId> ids = engine.add(requests);
    const auto ended = [&] {
        return std::all_of(ids.begin(), ids.end(), [&](TransferId id) {
            const TransferSnapshot *s = model.find(id);
            return s && (isFinal(s->state) || s->state == TransferState::Ready);
        });
    };
    QTRY_VERIFY(ended());
    QCOMPARE(model.find(ids.at(0))->state, TransferState::Done);
    QVERIFY(model.find(ids.at(0))->link.query().contains(QLatin1String("cnry7answer")));
    QCOMPARE(model.find(ids.at(2))->state, TransferState::Refused);
    QByteArray wire;
    for (const QByteArray &head : server.heads())
        wire += head;
    QVERIFY(wire.contains("cnry1query") && wire.contains("cnry4key") && wire.contains("cnry5cookie"));
    QVERIFY(wire.contains("cnry13bearer"));

    window.setDetailsOpen(true);
    for (const TransferId id : ids) {
        window.queueView()->selectItem(id);
        QCoreApplication::processEvents();
        QVERIFY(textsOf(&window).join(u' ').contains(QLatin1String("plain")));
        QVERIFY2(found(textsOf(&window)).isEmpty(), qPrintable(found(textsOf(&window)).join(u' ')));
    }
    window.openSettings();
    QVERIFY2(found(textsOf(&window)).isEmpty(), qPrintable(found(textsOf(&window)).join(u' ')));

    // Nor kept: in the store, in the temporary place, in the settings, in the log.
    engineOfTheLaunch.reset();
    QVERIFY(QFileInfo(options.storeFile).size() > 0);
    QCOMPARE(leaks(profile.path()), QStringList());
    QVERIFY2(found(log.said()).isEmpty(), qPrintable(found(log.said()).join(u' ')));
}

void TestMainWindowSecrets::copiedNowhere()
{
    const ScriptedServer server([](ScriptPeer &peer) { peer.stall(); });
    auto upload = withSecrets<UploadRequest>(server, QStringLiteral("/x"));
    upload.fields = {{QStringLiteral("password"), "cnry10field", {}}};
    upload.options.bearerToken = QStringLiteral("cnry11bearer");
    upload.options.proxy = {ProxyChoice::Explicit, QUrl(QStringLiteral("http://me:cnry12proxy@proxy.example:3128"))};
    const QString command = curlCommand(upload);
    QVERIFY2(command.contains(QLatin1String("X-Api-Key")) && command.contains(QLatin1String("plain=1")),
             qPrintable(command));
    QVERIFY2(!command.contains(QLatin1String(canary)), qPrintable(command));
}

void TestMainWindowSecrets::keptNowhere()
{
    const QTemporaryDir profile;
    {
        Settings settings(profile.path());
        Destination destination;
        destination.name = QStringLiteral("Lab");
        destination.url = QUrl(QStringLiteral("https://me:cnry1@lab.example/up?plain=1&access_token=cnry2"));
        destination.headers = {{"Authorization", "Bearer cnry3"}, {"X-Plain", "plain"}};
        destination.fields = {{QStringLiteral("secret"), "cnry4", {}}, {QStringLiteral("plain"), "plain", {}}};
        settings.setDestinations({destination});
        settings.addAddress(QUrl(QStringLiteral("https://me:cnry5@lab.example/up?plain=1&sig=cnry6")));
    }
    Settings again(profile.path());
    QCOMPARE(again.destinations().size(), 1);
    QCOMPARE(again.destinations().first().headers.size(), 1);
    QCOMPARE(again.addressHistory(), QStringList(QStringLiteral("https://lab.example/up?plain=1&sig=")));
    QCOMPARE(leaks(profile.path()), QStringList());
}

QTEST_MAIN(TestMainWindowSecrets)
#include "tst_mainwindow_secrets.moc"
