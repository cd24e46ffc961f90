// In place of libFuzzer: gives the target each file of a folder, once.
//
//   fuzz_NAME FOLDER      exit code 1 if there is none; a promise that is broken ends it with abort()

#include <cstdint>
#include <cstdio>
#include <QDir>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int main(int argc, char **argv)
{
    const QDir seeds(argc == 2 ? QString::fromLocal8Bit(argv[1]) : QString());
    const QStringList names = argc == 2 ? seeds.entryList(QDir::Files) : QStringList();
    for (const QString &name : names) {
        QFile file(seeds.filePath(name));
        if (!file.open(QIODevice::ReadOnly)) {
            std::fprintf(stderr, "%s cannot be read.\n", qPrintable(file.fileName()));
            return 1;
        }
        const QByteArray seed = file.readAll();
        LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t *>(seed.constData()), size_t(seed.size()));
    }
    std::printf("%lld seeds given.\n", static_cast<long long>(names.size()));
    return names.isEmpty() ? 1 : 0;
}
