#include "app/HandOverServer.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace ferry {

namespace {

constexpr int backlog = 64;
constexpr size_t mostGuests = 64; ///< whoever came first and said nothing goes for another
constexpr int noDescriptorsMs = 100;
constexpr char answer = 'k';

sockaddr_un addressOf(const QByteArray &path)
{
    sockaddr_un address = {};
    static_assert(sizeof address.sun_path > HandOverServer::longestPath);
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.constData(), size_t(qMin(path.size(), HandOverServer::longestPath)));
    return address;
}

bool sendAll(int socket, const QByteArray &bytes)
{
    for (qsizetype sent = 0; sent < bytes.size();) {
        const ssize_t step = ::send(socket, bytes.constData() + sent, size_t(bytes.size() - sent), MSG_NOSIGNAL);
        if (step < 0 && errno != EINTR)
            return false;
        sent += qMax(ssize_t(0), step);
    }
    return true;
}

bool isAnswered(int socket)
{
    char got = 0;
    ssize_t size = 0;
    do { // a program that was stopped for a while goes on waiting
        size = ::recv(socket, &got, 1, 0);
    } while (size < 0 && errno == EINTR);
    return size == 1 && got == answer;
}

} // namespace

bool HandOverServer::handOver(const QByteArray &path, const QByteArray &line, int milliseconds)
{
    const FileHandle socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const timeval limit = {milliseconds / 1000, suseconds_t(milliseconds % 1000) * 1000};
    const sockaddr_un address = addressOf(path);
    return socket.isOpen() && // the first limit holds for connecting, too
           ::setsockopt(socket.get(), SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit) == 0 &&
           ::setsockopt(socket.get(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit) == 0 &&
           ::connect(socket.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0 &&
           sendAll(socket.get(), line + '\n') && isAnswered(socket.get());
}

bool HandOverServer::start(const QByteArray &path, Taker taker)
{
    std::array<int, 2> wake{};
    if (!listenAt(path) || ::pipe2(wake.data(), O_CLOEXEC) != 0) {
        m_listener.reset();
        return false;
    }
    m_wakeReader.reset(wake[0]);
    m_wakeWriter.reset(wake[1]);
    m_taker = std::move(taker);
    m_path = path;
    m_thread = std::thread([this] { run(); });
    return true;
}

void HandOverServer::stop()
{
    m_wakeWriter.reset();
    if (m_thread.joinable())
        m_thread.join(); // it never waits for a guest
    if (m_listener.isOpen())
        ::unlink(m_path.constData());
    m_listener.reset();
}

bool HandOverServer::listenAt(const QByteArray &path)
{
    const sockaddr_un address = addressOf(path);
    m_listener.reset(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    ::unlink(path.constData());
    return m_listener.isOpen() &&
           ::bind(m_listener.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0 &&
           ::listen(m_listener.get(), backlog) == 0;
}

void HandOverServer::run()
{
    bool accepting = true;
    std::vector<pollfd> watched;
    while (true) {
        watched = {{m_wakeReader.get(), POLLIN, 0}, {m_listener.get(), short(accepting ? POLLIN : 0), 0}};
        for (const Guest &guest : m_guests)
            watched.push_back({guest.socket.get(), POLLIN, 0});
        if (::poll(watched.data(), watched.size(), accepting ? -1 : noDescriptorsMs) < 0 && errno != EINTR)
            break;
        if (watched[0].revents != 0)
            break;
        size_t next = 2;
        std::erase_if(m_guests, [&](Guest &guest) { return watched[next++].revents != 0 && !serve(guest); });
        accepting = watched[1].revents == 0 || accept();
    }
    m_guests.clear();
}

bool HandOverServer::accept()
{
    FileHandle socket(::accept4(m_listener.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
    if (!socket.isOpen())
        return errno != EMFILE && errno != ENFILE && errno != ENOBUFS && errno != ENOMEM;
    if (m_guests.size() == mostGuests)
        m_guests.erase(m_guests.begin());
    m_guests.push_back({std::move(socket), {}});
    return true;
}

bool HandOverServer::serve(Guest &guest)
{
    std::array<char, 65536> block;
    const ssize_t got = ::recv(guest.socket.get(), block.data(), block.size(), 0);
    if (got < 0)
        return errno == EAGAIN || errno == EINTR;
    guest.received.append(block.data(), got);
    const qsizetype end = guest.received.indexOf('\n', guest.received.size() - got);
    if (end < 0)
        return got > 0 && guest.received.size() <= longestLine;
    if (m_taker(guest.received.left(end)))
        ::send(guest.socket.get(), &answer, 1, MSG_NOSIGNAL); // if it does not arrive, nobody waits for it
    return false;
}

} // namespace ferry
