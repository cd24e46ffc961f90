// Where measured uploads go: takes a request's body as fast as it comes, keeps nothing, and answers. HTTP/1.1 with a
// Content-Length only; a thread for each connection. Ends with its standard input.
//
//   ferry_bench_sink [CERT KEY]      http, or https with a certificate; prints its port

#include <openssl/ssl.h>

#include <arpa/inet.h>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <netinet/tcp.h>
#include <string>
#include <strings.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace {

/// A connection with or without TLS.
class Stream
{
public:
    Stream(int descriptor, SSL_CTX *context)
        : m_descriptor(descriptor)
    {
        if (!context)
            return;
        m_tls.reset(SSL_new(context));
        SSL_set_fd(m_tls.get(), descriptor);
        m_open = SSL_accept(m_tls.get()) == 1;
    }
    ~Stream()
    {
        if (m_tls && m_open)
            SSL_shutdown(m_tls.get());
        ::close(m_descriptor);
    }
    Stream(const Stream &) = delete;
    Stream &operator=(const Stream &) = delete;

    bool isOpen() const { return m_open; }
    long read(char *data, size_t size)
    {
        return m_tls ? SSL_read(m_tls.get(), data, int(size)) : ::recv(m_descriptor, data, size, 0);
    }
    void write(const std::string &text)
    {
        if (m_tls)
            SSL_write(m_tls.get(), text.data(), int(text.size()));
        else if (::send(m_descriptor, text.data(), text.size(), MSG_NOSIGNAL) < 0)
            m_open = false;
    }

private:
    struct Free
    {
        void operator()(SSL *tls) const { SSL_free(tls); }
    };

    int m_descriptor;
    std::unique_ptr<SSL, Free> m_tls;
    bool m_open = true;
};

long long contentLength(const std::string &head)
{
    for (size_t at = head.find("\r\n"); at != std::string::npos && at + 2 < head.size();
         at = head.find("\r\n", at + 2)) {
        if (::strncasecmp(head.c_str() + at + 2, "Content-Length:", 15) == 0)
            return std::atoll(head.c_str() + at + 17);
    }
    return 0;
}

void serve(int descriptor, SSL_CTX *context)
{
    Stream stream(descriptor, context);
    std::vector<char> block(1024 * 1024);
    std::string pending;
    while (stream.isOpen()) {
        size_t end = pending.find("\r\n\r\n");
        if (end == std::string::npos) {
            const long got = stream.read(block.data(), block.size());
            if (got <= 0)
                return;
            pending.append(block.data(), size_t(got));
            continue;
        }
        const std::string head = pending.substr(0, end + 4);
        if (head.find("100-continue") != std::string::npos)
            stream.write("HTTP/1.1 100 Continue\r\n\r\n");
        long long left =
            contentLength(head) - (static_cast<long long>(pending.size()) - static_cast<long long>(head.size()));
        pending.clear();
        while (left > 0) {
            const long got = stream.read(block.data(), block.size());
            if (got <= 0)
                return;
            left -= got;
        }
        stream.write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\nok\n");
    }
}

SSL_CTX *makeContext(const char *certificate, const char *key)
{
    SSL_CTX *context = SSL_CTX_new(TLS_server_method());
    if (SSL_CTX_use_certificate_chain_file(context, certificate) != 1 ||
        SSL_CTX_use_PrivateKey_file(context, key, SSL_FILETYPE_PEM) != 1) {
        std::fprintf(stderr, "the certificate cannot be used\n");
        std::exit(1);
    }
    return context;
}

} // namespace

int main(int argc, char **argv)
{
    std::signal(SIGPIPE, SIG_IGN);
    SSL_CTX *context = argc > 2 ? makeContext(argv[1], argv[2]) : nullptr;
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(listener, reinterpret_cast<sockaddr *>(&address), size) != 0 || ::listen(listener, 64) != 0)
        return 1;
    ::getsockname(listener, reinterpret_cast<sockaddr *>(&address), &size);
    std::printf("%d\n", ntohs(address.sin_port));
    std::fflush(stdout);
    std::thread([] {
        while (std::getchar() != EOF) {
        }
        std::_Exit(0);
    }).detach();
    for (;;) {
        const int descriptor = ::accept(listener, nullptr, nullptr);
        if (descriptor < 0)
            continue;
        const int on = 1;
        ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        std::thread(serve, descriptor, context).detach();
    }
}
