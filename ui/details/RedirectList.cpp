#include "ui/details/RedirectList.h"

#include "core/types/Secrets.h"
#include "ui/details/Verdict.h"
#include "ui/look/Theme.h"
#include "ui/parts/BoxFrame.h"
#include "ui/parts/ForeignText.h"
#include "ui/parts/Line.h"
#include "ui/parts/Tone.h"

#include <QVBoxLayout>

namespace ferry::ui {

namespace {

QString shown(const QUrl &url)
{
    return harmless(shownAddress(url));
}

ToneLabel *addressLabel(const QString &text, QWidget *parent)
{
    auto *label = new ToneLabel(text, Tone::Text, 12, QFont::Normal, parent);
    label->setFont(codeFont());
    label->setWordWrap(true);
    label->setMinimumWidth(1);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

RedirectList::RedirectList(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    setAccessibleName(tr("Redirects"));
}

void RedirectList::setHops(const QList<RedirectHop> &hops)
{
    if (hops == m_hops)
        return;
    m_hops = hops;
    delete m_content;
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(metrics::space8, 6, metrics::space8, 6);
    column->setSpacing(2);
    QStringList lines;
    for (const RedirectHop &hop : hops) {
        if (!lines.isEmpty()) {
            column->addSpacing(metrics::space4);
            column->addWidget(new Line(content));
            column->addSpacing(metrics::space4);
        }
        Exchange answer;
        answer.statusCode = hop.statusCode;
        const QString status = statusText(answer);
        column->addWidget(new ToneLabel(status, Tone::Secondary, 12, QFont::Medium, content));
        column->addWidget(addressLabel(tr("from %1", "an address").arg(shown(hop.from)), content));
        column->addWidget(addressLabel(tr("to %1", "an address").arg(shown(hop.to)), content));
        lines << tr("%1 from %2 to %3", "a redirect").arg(status, shown(hop.from), shown(hop.to));
    }
    m_text = lines.join(u'\n');
    setAccessibleDescription(m_text);
    m_content = new BoxFrame(content, BoxFrame::Kind::ReadOnly, this);
    layout()->addWidget(m_content);
}

} // namespace ferry::ui
