#include "ui/sheets/DownloadSheet.h"

#include "core/store/Settings.h"
#include "core/types/ErrorText.h"
#include "core/types/HostAndPort.h"
#include "ui/look/Icons.h"
#include "ui/look/Theme.h"
#include "ui/parts/Background.h"
#include "ui/parts/BoxFrame.h"
#include "ui/parts/Buttons.h"
#include "ui/parts/FieldProblem.h"
#include "ui/parts/KeyValueModel.h"
#include "ui/parts/KeyValueTable.h"
#include "ui/parts/NameList.h"
#include "ui/parts/WindowSize.h"
#include "ui/rates/RateBox.h"
#include "ui/sheets/BlankSecrets.h"
#include "ui/sheets/DownloadOptionsField.h"
#include "ui/sheets/IdentityField.h"
#include "ui/sheets/KeyValueRequest.h"
#include "ui/sheets/SecretWords.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace ferry::ui {

namespace {

constexpr int filesShown = 6; ///< of the files that were found
constexpr int linksShown = 8; ///< of the links, before they scroll

} // namespace

DownloadSheet::DownloadSheet(Settings &settings, QWidget *parent)
    : Sheet(parent)
    , m_settings(settings)
{
    setWindowTitle(tr("Download"));
    buildLinks();
    buildTarget();
    buildHeaders();
    buildOptions();
    bodyLayout()->addStretch(1);
    readLinks();
    setWindowSizes(*this, {scaled(640), scaled(540)}, {scaled(540), 300});
}

DownloadSheet::~DownloadSheet()
{
    hide(); // while the field that loses the focus by it can still tell this sheet
}

void DownloadSheet::buildLinks()
{
    auto *field = new QWidget(this);
    m_links = new QPlainTextEdit(field);
    m_links->setFont(codeFont());
    m_links->setTabChangesFocus(true);
    m_links->setPlaceholderText(QStringLiteral("https://"));
    m_links->setAccessibleName(tr("Links, one a line"));
    m_links->document()->setDocumentMargin(6);
    m_links->installEventFilter(this);
    m_linksBox = new BoxFrame(m_links, BoxFrame::Kind::Input, field);
    m_linksProblem = new FieldProblem(nullptr, field);
    auto *stack = column(field);
    stack->addWidget(m_linksBox);
    stack->addWidget(m_linksProblem);
    addRow(tr("Links"), field, m_links);
    connect(m_links, &QPlainTextEdit::textChanged, this, &DownloadSheet::readLinks);

    m_found = new NameList(NameList::Look::Tiles, this);
    m_found->setInputFrame(true);
    m_found->setAccessibleName(tr("Found"));
    m_found->setEmptyText(tr("One link a line, with http or https."));
    addRow(tr("Found"), m_found);
}

void DownloadSheet::buildHeaders()
{
    auto *field = new QWidget(this);
    auto *stack = column(field);
    m_addHeader = makeButton(tr("Add a header…"), ButtonKind::Plain, field, QStringLiteral("plus"));
    m_addHeader->setMinimumHeight(28);
    m_headers = new KeyValueTable(tr("Header"), tr("Value"), tr("Name"), tr("Value"), field);
    m_headers->setAccessibleName(tr("Headers"));
    m_headers->setFewestRows(2);
    m_headers->values().setSecretCheck([](const QString &name) { return isSecretName(name); });
    m_headersBox = new BoxFrame(m_headers, BoxFrame::Kind::Input, field);
    m_headersBox->hide();
    m_headersProblem = new FieldProblem(nullptr, field);
    m_blankHeaders = std::make_unique<BlankSecrets>(*m_headers, *m_headersProblem);
    stack->addWidget(m_addHeader, 0, Qt::AlignLeft);
    stack->addWidget(m_headersBox);
    stack->addWidget(m_headersProblem);
    addRow(tr("Headers"), field, m_addHeader);
    connect(m_addHeader, &QPushButton::clicked, this, &DownloadSheet::revealHeaders);
    connect(&m_headers->values(), &KeyValueModel::edited, this, &DownloadSheet::checkHead);
    m_identity = new IdentityField(this);
    m_identity->kind()->setMinimumHeight(scaled(metrics::controlHeight));
    addRow(tr("Identity"), m_identity, m_identity->kind());
    connect(m_identity, &IdentityField::edited, this, &DownloadSheet::updateFooter);
    connect(m_identity, &IdentityField::left, this, &DownloadSheet::checkHead);
}

void DownloadSheet::buildOptions()
{
    m_checksum = new ChecksumField(this);
    addRow(tr("Checksum"), m_checksum, m_checksum->field());
    connect(m_checksum, &ChecksumField::edited, this, &DownloadSheet::updateFooter);
    m_pace = new PaceField(m_settings.connections(), this);
    addRow(tr("Connections"), m_pace, m_pace->connections());
}

void DownloadSheet::readLinks()
{
    m_toldOfLeftOut = false;
    m_text = LinkText(m_links->toPlainText());
    const int lines = qBound(3, m_links->blockCount(), linksShown);
    m_links->setFixedHeight(QFontMetrics(codeFont()).lineSpacing() * lines + 18);
    QList<NameList::Item> items;
    const QList<QUrl> &urls = m_text.urls();
    const qsizetype shown = urls.size() > filesShown ? filesShown - 1 : urls.size();
    for (const QUrl &url : urls.mid(0, shown)) {
        const QString name = LinkText::nameIn(url);
        // Without names of their own, they are told apart by their paths.
        const bool nameless = name.isEmpty();
        items.append({fileIconName(name), nameless ? tr("Name comes with the answer") : name,
                      nameless ? hostAndPort(url) + url.path() : hostAndPort(url), nameless});
    }
    if (shown < urls.size())
        items.append({QStringLiteral("more"), tr("and %n more", nullptr, int(urls.size() - shown)), {}, true});
    m_found->setItems(items);
    m_checksum->setSingle(urls.size() <= 1);
    showLinkProblems();
}

void DownloadSheet::showLinkProblems()
{
    const QString sentence = linkProblem();
    m_linksProblem->setSentence(sentence);
    m_linksBox->setProblem(m_linksProblem->sentence());
    updateFooter();
}

QString DownloadSheet::linkProblem() const
{
    if (m_left && !m_text.problems().isEmpty()) {
        const LinkText::Problem &first = m_text.problems().first();
        return m_text.lineCount() == 1 ? first.sentence : tr("Line %1: %2").arg(first.line).arg(first.sentence);
    }
    for (const QUrl &url : m_text.urls()) {
        if (lacksSecrets(url))
            return secretsMissing(url);
    }
    return {};
}

void DownloadSheet::updateFooter()
{
    const int usable = int(m_text.urls().size());
    primaryButton()->setText(usable == 0   ? tr("Download")
                             : usable == 1 ? tr("Download 1 file")
                                           : tr("Download %n files", nullptr, usable));
    if (m_headersProblem->isSet()) {
        summary()->setSentence(tr("1 problem: headers"));
    } else if (m_identity->problem()->isSet()) {
        summary()->setSentence(tr("1 problem: identity"));
    } else if (m_folderProblem->isSet()) {
        summary()->setSentence(tr("1 problem: folder"));
    } else if (m_checksum->problem()->isSet()) {
        summary()->setSentence(tr("1 problem: checksum"));
    } else if (m_linksProblem->isSet() && usable > 0 && !m_text.problems().isEmpty()) {
        const int out = int(m_text.problems().size());
        summary()->setSentence(tr("%1 of %2 links left out").arg(out).arg(out + usable));
    } else {
        summary()->setSentence(m_linksProblem->isSet() ? tr("1 problem: links") : QString());
    }
}

void DownloadSheet::revealHeaders()
{
    m_addHeader->hide();
    m_headersBox->show();
    m_headers->editCell(0, KeyValueModel::Name);
}

/// The headers, and the identity, which sends one.
void DownloadSheet::checkHead()
{
    m_headers->values().clearProblems();
    m_headersProblem->setSentence({});
    m_identity->problem()->setSentence({});
    DownloadRequest asked = request(QUrl(QStringLiteral("http://localhost/")));
    asked.saveTo.reset();
    for (const RequestProblem &problem : checkRequest(asked)) {
        const QString sentence = errorText(problem.error);
        if (problem.field == RequestField::Identity)
            m_identity->problem()->setSentence(sentence);
        if (problem.field != RequestField::Headers)
            continue;
        m_headers->values().setProblem(tableRow(*m_headers, problem.row), sentence);
        if (!m_headersProblem->isSet())
            m_headersProblem->setSentence(sentence);
    }
    m_blankHeaders->show();
    m_headersBox->setProblem(m_headersProblem->sentence(), false);
    updateFooter();
}

DownloadRequest DownloadSheet::request(const QUrl &url) const
{
    DownloadRequest request;
    request.url = url;
    request.headers = ui::headersOf(*m_headers);
    request.options.identity = m_identity->identity();
    request.options.timeout = std::chrono::seconds(m_settings.timeoutSeconds());
    request.options.answerTimeout = std::chrono::seconds(m_settings.answerTimeoutSeconds());
    request.options.retries = m_settings.retries();
    request.options.rateLimit = m_pace->rate()->rate();
    request.segments = m_pace->connections()->currentIndex();
    request.checksum = m_checksum->checksum();
    request.checkNeighbour = m_checksum->neighbour()->isChecked();
    if (m_save->isChecked())
        request.saveTo = SaveTarget{QDir::fromNativeSeparators(m_folder->text().trimmed()), {}, NameTaken::KeepBoth};
    return request;
}

void DownloadSheet::submit()
{
    if (m_checking)
        return;
    m_headers->commitEditor();
    m_left = true;
    showLinkProblems();
    const bool told = std::exchange(m_toldOfLeftOut, true);
    if (m_text.urls().isEmpty()) {
        if (!m_linksProblem->isSet()) {
            const QString sentence = tr("There is no link to fetch. Write one a line.");
            m_linksProblem->setSentence(sentence);
            m_linksBox->setProblem(sentence);
            updateFooter();
        }
        focusField(m_links);
        return;
    }
    if (std::any_of(m_text.urls().begin(), m_text.urls().end(), [this](const QUrl &url) { return lacksSecrets(url); }))
        return focusField(m_links);
    if (!m_text.problems().isEmpty() && !told)
        return focusField(m_links); // nothing is left out before the person could read of it
    check();
}

void DownloadSheet::check()
{
    // The folder may lie on a slow disk.
    m_checking = true;
    const QString text = m_links->toPlainText();
    const DownloadRequest first = request(m_text.urls().first());
    runInBackground(
        this, [first] { return problemsOf(first); },
        [this, text, first](const QList<RequestProblem> &problems) {
            m_checking = false;
            if (m_links->toPlainText() == text && request(first.url) == first)
                checked(problems);
            else
                submit(); // a field has changed meanwhile
        });
}

void DownloadSheet::checked(const QList<RequestProblem> &problems)
{
    checkHead();
    showFolderProblem(problems);
    if (m_headersProblem->isSet()) {
        focusField(m_headers);
        return;
    }
    if (m_identity->problem()->isSet()) {
        focusField(m_identity->faultyPart());
        return;
    }
    if (m_folderProblem->isSet()) {
        focusField(m_folder);
        return;
    }
    if (!m_checksum->check()) {
        updateFooter();
        focusField(m_checksum->field());
        return;
    }
    QList<TransferRequest> made;
    for (const QUrl &url : m_text.urls())
        made.append(request(url));
    emit requestsMade(made);
    accept();
}

bool DownloadSheet::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_links && event->type() == QEvent::FocusOut && m_text.lineCount() > 0) {
        m_left = true;
        showLinkProblems();
        // A click on the button leaves the field too, and tells nothing before it is over.
        m_toldOfLeftOut = m_toldOfLeftOut || !primaryButton()->underMouse();
    }
    return Sheet::eventFilter(watched, event);
}

void DownloadSheet::showEvent(QShowEvent *event)
{
    Sheet::showEvent(event);
    if (!event->spontaneous())
        m_links->setFocus(Qt::TabFocusReason);
}

} // namespace ferry::ui
