#include "core/types/Secrets.h"
#include "Shot.h"
#include "ui/parts/KeyValueModel.h"
#include "ui/sheets/IdentityField.h"

#include <QLabel>
#include <QLineEdit>
#include <QTest>

using namespace ferry;
using namespace ferry::ui;

/// What the fields of the sheets show, and what they do not.
class TestSheetFields : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { useLook(ColourScheme::Light); }
    void anotherNameShowsNoSecret_data();
    void anotherNameShowsNoSecret();
    void valueWrittenAnewIsAsItsNameSays();
    void everyPartOfTheIdentityIsNamed();
};

namespace {

std::unique_ptr<KeyValueModel> headersWithASecret()
{
    auto model = std::make_unique<KeyValueModel>(QStringLiteral("Name"), QStringLiteral("Value"));
    model->setSecretCheck([](const QString &name) { return isSecretName(name); });
    model->append(QStringLiteral("Authorization"), QStringLiteral("Bearer s3cret"));
    return model;
}

} // namespace

void TestSheetFields::anotherNameShowsNoSecret_data()
{
    QTest::addColumn<QStringList>("names");
    QTest::newRow("none") << QStringList{QString()};
    QTest::newRow("of no secret") << QStringList{QStringLiteral("X-Kind")};
    QTest::newRow("one after the other") << QStringList{QString(), QStringLiteral("X-Kind")};
}

void TestSheetFields::anotherNameShowsNoSecret()
{
    QFETCH(QStringList, names);
    const auto model = headersWithASecret();
    const QModelIndex value = model->index(0, KeyValueModel::Value);
    for (const QString &name : names)
        QVERIFY(model->setData(model->index(0, KeyValueModel::Name), name, Qt::EditRole));
    for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole), int(Qt::AccessibleTextRole)})
        QVERIFY(!value.data(role).toString().contains(QStringLiteral("s3cret")));
    QVERIFY(value.data(KeyValueModel::HiddenRole).toBool()); // its editor has dots too
    QVERIFY(value.data(KeyValueModel::SecretRole).toBool());
    model->setRevealed(0, true);
    QCOMPARE(value.data().toString(), QStringLiteral("Bearer s3cret"));
    QVERIFY(!model->isSecret(0)); // what is kept is told by the name alone
}

void TestSheetFields::valueWrittenAnewIsAsItsNameSays()
{
    const auto model = headersWithASecret();
    const QModelIndex name = model->index(0, KeyValueModel::Name), value = model->index(0, KeyValueModel::Value);
    model->setData(name, QStringLiteral("X-Kind"), Qt::EditRole);
    model->setData(value, QStringLiteral("photo"), Qt::EditRole);
    QCOMPARE(value.data().toString(), QStringLiteral("photo"));
    QVERIFY(!value.data(KeyValueModel::HiddenRole).toBool());
    model->setData(name, QStringLiteral("Cookie"), Qt::EditRole);
    QVERIFY(value.data(KeyValueModel::HiddenRole).toBool());
}

void TestSheetFields::everyPartOfTheIdentityIsNamed()
{
    IdentityField field;
    field.setIdentity(Identity{QStringLiteral("wx123"), QStringLiteral("0")});
    field.show();
    const QList<QLabel *> labels = field.findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [&field](const QLabel *label) {
        return label->isVisible() && label->buddy() == field.version() && label->text() == QStringLiteral("Version");
    }));
    QCOMPARE(field.version()->accessibleName(), QStringLiteral("Version"));
}

QTEST_MAIN(TestSheetFields)
#include "tst_sheetfields.moc"
