#include "app/terminal/FormParser.h"
#include "tests/fuzz/Require.h"

#include <cstdint>

using namespace ferry;
using fuzz::require;

/// The input is the value of one -F. There is a sentence, or there are fields, never both and never neither.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(data), qsizetype(size));
    QString error;
    const QList<FormArgument> form = parseFormArgument(text, error);
    require(form.isEmpty() != error.isEmpty());
    for (const FormArgument &argument : form) {
        require(!argument.name.isEmpty() && text.startsWith(argument.name + u'='));
        require(argument.kind == FormArgument::Text || !argument.text.isEmpty());
        require(argument.kind == FormArgument::File || (argument.fileName.isEmpty() && form.size() == 1));
    }
    const QList<FormArgument> plain = parseFormString(text, error);
    require(plain.isEmpty() != error.isEmpty());
    require(plain.isEmpty() || plain.first().name + u'=' + plain.first().text == text);
    return 0;
}
