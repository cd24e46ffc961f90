#pragma once

#include <array>
#include <QMetaType>
#include <QtGlobal>

namespace ferry {

/// Holds the bodies of one reply after the other to a rate. The wire asks before it sends, and before it hands on what
/// it received, and is woken when more may go. Lives on the manager's thread. The reply uses it until it has finished
/// or was aborted.
class Throttle
{
public:
    enum Direction { Down, Up };

    /// Who is held back.
    class Waiter
    {
    public:
        /// More may go, or the rate is another one. It only notes that: nothing is asked, emitted or deleted here.
        virtual void throttleChanged() = 0;

    protected:
        ~Waiter() = default;
    };

    virtual ~Throttle() = default;

    /// Bytes a second. 0: no limit, and take() need not be asked.
    qint64 rate(Direction direction) const { return m_rates[direction]; }
    /// How many of the wanted bytes may go now; they count as gone. Fewer than wanted: the waiter is told when to ask
    /// again. Called from inside the wire: an implementation must not emit, nor call the waiter.
    virtual qint64 take(Direction direction, qint64 wanted) = 0;
    /// One at a time, null for none. It is not called any more once it was taken away.
    void setWaiter(Waiter *waiter) { m_waiter = waiter; }
    Waiter *waiter() const { return m_waiter; }

protected:
    void setRate(Direction direction, qint64 bytesPerSecond) { m_rates[direction] = bytesPerSecond; }

private:
    std::array<qint64, 2> m_rates{};
    Waiter *m_waiter = nullptr;
};

} // namespace ferry

Q_DECLARE_METATYPE(ferry::Throttle *)
