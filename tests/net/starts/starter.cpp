#include "app/SingleInstance.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <iostream>
#include <unistd.h>

using namespace ferry;

// starter PROFILE PATIENCE_MS [LINK ...]: starts as the window does, without a window. Its first line tells the role;
// the first one then prints a line for each message that it takes, and obeys its standard input: "busy" blocks the
// thread of the window until the next line, "leave" ends as the window does, "longer" has more to do after it heard
// nobody more. A link "long:N" becomes one of N characters.
namespace {

const char *nameOf(SingleInstance::Role role)
{
    switch (role) {
    case SingleInstance::Role::First:
        return "first";
    case SingleInstance::Role::HandedOver:
        return "handed over";
    case SingleInstance::Role::TooLong:
        return "too long";
    case SingleInstance::Role::NoAnswer:
        return "no answer";
    case SingleInstance::Role::Alone:
        return "alone";
    }
    return "";
}

void print(const QByteArray &line)
{
    std::cout << line.constData() << std::endl;
}

void printArrived(SingleInstance &instance)
{
    const QList<StartMessage> arrived = instance.take();
    for (const StartMessage &message : arrived)
        print(encodeStart(message));
}

/// Without a buffer, in which a second line would be overlooked. Empty at the end.
QByteArray readLine()
{
    QByteArray line;
    char byte = 0;
    while (::read(STDIN_FILENO, &byte, 1) == 1 && byte != '\n')
        line += byte;
    return line;
}

void obey(SingleInstance &instance)
{
    const QByteArray line = readLine();
    if (line.isEmpty())
        return QCoreApplication::quit();
    if (line == "busy") {
        print("busy");
        readLine();
    } else if (line == "leave" || line == "longer") {
        instance.stopListening();
        printArrived(instance);
        print("left");
        if (line == "longer")
            readLine();
        QCoreApplication::quit();
    }
}

} // namespace

int main(int argc, char **argv)
{
    StartMessage message;
    for (int i = 3; i < argc; ++i) {
        const QString link = QString::fromUtf8(argv[i]);
        message.links << (link.startsWith(QLatin1String("long:")) ? QString(link.mid(5).toInt(), u'x') : link);
    }
    SingleInstance instance(QString::fromUtf8(argv[1]));
    const SingleInstance::Role role = instance.start(message, std::chrono::milliseconds(atoi(argv[2])));
    print(nameOf(role));
    if (role != SingleInstance::Role::First)
        return 0;
    const QCoreApplication application(argc, argv);
    QObject::connect(&instance, &SingleInstance::arrived, &instance, [&] { printArrived(instance); });
    const QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, &instance, [&] { obey(instance); });
    return QCoreApplication::exec();
}
