#include "app/terminal/HelpText.h"

#include "app/terminal/TerminalText.h"
#include "core/engine/Libraries.h"

namespace ferry {

namespace {

// Option names and examples are the same in every language, so the pages are kept as one text each.

constexpr char programHelp[] = R"(Usage: ferry [FILE|URL ...]
       ferry upload   [OPTIONS] URL [FILE ...]
       ferry download [OPTIONS] URL ...
       ferry serve    [OPTIONS]

Without a command, Ferry opens its window: files go to the upload sheet, links
to the download sheet. The commands do the same work in the terminal.

  upload     send files to a server, as form posts or raw
  download   fetch files, whole or not at all
  serve      run the built-in developer server

Options of the window:
      --with-server      start the developer server too, and choose it as the
                         destination
      --profile-dir DIR  keep all of Ferry's state below DIR
  -h, --help             this page; also behind each command
  -V, --version          the versions of Ferry and its libraries
)";

constexpr char uploadHelp[] = R"(Usage: ferry upload [OPTIONS] URL [FILE ...]

Each FILE is one POST of its own. The server's answer goes to standard output.

What is sent:
      --name KEY         the key of the file in the form (default: file)
      --together         all files in one request
  -F, --form NAME=TEXT   a field of the form; repeatable, sent in order
      -F NAME=@PATH      a file of the form; with ;type= and ;filename=
      -F NAME=<PATH      a field with the content of a file
      --form-string NAME=TEXT
                         a field whose text has no special characters
  -T, --upload-file PATH the file as the whole body, by PUT; an address that
                         ends in / gets the file's name
  -X, --request METHOD   another method
      --content-digest   send the SHA-256 of the body along (Content-Digest of
                         RFC 9530), which reads the files twice
)";

constexpr char downloadHelp[] = R"(Usage: ferry download [OPTIONS] URL ...

The path of each saved file goes to standard output. Nothing is overwritten:
if a name is taken, the file becomes "name (1).ext".

Where to:
  -o, --output PATH      this file, or into this directory
  -d, --output-dir DIR   into this directory (default: the current one)
      --temp             leave it in the temporary place; you clean up
What is taken:
      --checksum SUM     sha256:HEX, sha1:HEX, sha512:HEX or md5:HEX; another
                         sum is a failure, and nothing is saved
      --any-type         also save an HTML page that came for another type
      --segments N       fetch each file over 1 to 8 connections, where the
                         server allows it (default: as many as help)
)";

constexpr char transfersHelp[] = R"(The request:
  -H, --header LINE      "Name: value"; repeatable
  -u, --user USER:PASS   HTTP Basic, or Digest where the server asks for that;
                         without :PASS it is asked for
      --oauth2-bearer TOKEN
  -x, --proxy PROXY      http://, https://, socks5:// or socks5h://HOST:PORT;
                         empty for none
      --cacert FILE      trust the roots in this PEM file, not the system's
                         or those of SSL_CERT_FILE in the environment
  -k, --insecure         take any certificate, for this run
      --http2            offer HTTP/2 for downloads with https
      --appid ID         the mini-program identity: sends its Referer
      --appversion V     (default: 0, the development build)
Patience:
      --timeout SECONDS  1 to 60 without a byte (default: 60)
      --answer-timeout SECONDS
                         wait for the answer alone, up to 3600
      --max-redirs N     0 to 50 redirects to follow (default: 20)
      --parallel N       1 to 10 at once (default: 10)
      --limit-rate RATE  bytes a second for all together, each way; with k, M
                         or G as in curl: 1k is 1024
      --retry N          0 to 100 more tries after a fault that may pass
                         (default: 5; 0 none)
Output:
      --json             one JSON object a line on standard output
  -q, --quiet            only results and errors
      --profile-dir DIR  keep all of Ferry's state below DIR

Exit status: 0 all went well; 1 something failed or was refused; 2 wrong usage,
nothing was sent; 130 interrupted (143 by SIGTERM).
)";

constexpr char uploadExamples[] = R"(
Examples:
  ferry upload https://example.org/upload photo.jpg report.pdf
  ferry upload -F album=summer -F 'file=@a.png;type=image/png' URL
  ferry upload -T build.zip -u me https://example.org/builds/
)";

constexpr char downloadExamples[] = R"(
Examples:
  ferry download https://example.org/image.iso
  ferry download -o book.pdf --checksum sha256:HEX https://example.org/b
  ferry download --json -d incoming URL URL
)";

constexpr char serveHelp[] = R"(Usage: ferry serve [OPTIONS]

Runs the developer server on this computer only, until it is interrupted. Its
address is the first line of standard output, then one line for each request.
The page at the address lists what it can do, and how it can misbehave.

      --port N           (default: a free one)
      --root DIR         keep files here (default: a temporary directory, gone
                         at the end)
      --tls-cert FILE    speak https with this certificate, a PEM file
      --tls-key FILE     its key (default: in the file of the certificate)
      --json             one JSON object a line
  -q, --quiet            only the address
)";

} // namespace

QString helpText(HelpCommand::Topic topic)
{
    QByteArray text;
    switch (topic) {
    case HelpCommand::Program:
        text = programHelp;
        break;
    case HelpCommand::Upload:
        text = QByteArray(uploadHelp) + transfersHelp + uploadExamples;
        break;
    case HelpCommand::Download:
        text = QByteArray(downloadHelp) + transfersHelp + downloadExamples;
        break;
    case HelpCommand::Serve:
        text = serveHelp;
        break;
    }
    return QString::fromUtf8(text);
}

QString versionText()
{
    return QStringLiteral("ferry " FERRY_VERSION " (%1)\n").arg(libraryVersions());
}

} // namespace ferry
