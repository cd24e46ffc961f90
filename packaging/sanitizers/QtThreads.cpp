// Part of every program of a ThreadSanitizer build, and of no other.
//
// Qt's libraries are not instrumented, and QMutex is a futex that the sanitizer does not know. So it does not see that
// what is done before a call is posted to another thread, or given to a thread pool, comes before what that call does,
// and takes every value that is handed over for a race. The same holds for who lets go of a future last and destroys
// its result. The linker puts the three functions below in the place of Qt's (--wrap); they tell the sanitizer of
// exactly this order, call by call, and of nothing else.
#include <functional>
#include <QFutureInterface>
#include <QObject>
#include <QThreadPool>
#include <sanitizer/tsan_interface.h>

namespace {

/// Stands around a posted call. What happened before its making is seen by the call; what the call did is seen by
/// whoever waits for it, through `done`.
class PostedCall : public QtPrivate::QSlotObjectBase
{
public:
    PostedCall(QtPrivate::QSlotObjectBase *call, void *done)
        : QSlotObjectBase(&PostedCall::handle)
        , m_call(call)
        , m_done(done)
    {
        __tsan_release(this);
    }

private:
    static void handle(int what, QSlotObjectBase *base, QObject *receiver, void **arguments, bool *)
    {
        __tsan_acquire(base);
        auto *self = static_cast<PostedCall *>(base);
        if (what == Call) {
            self->m_call->call(receiver, arguments);
            if (self->m_done)
                __tsan_release(self->m_done);
            __tsan_release(base); // for whoever destroys it
        } else if (what == Destroy) {
            self->m_call->destroyIfLastRef();
            delete self;
        }
    }

    QtPrivate::QSlotObjectBase *const m_call;
    void *const m_done; ///< lives on the stack of a caller that waits
};

} // namespace

// The names that Qt's own have for the linker; they differ between Qt's minor versions, and the build asks for 6.4's.
#define INVOKE_METHOD _ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPv
#define POOL_START _ZN11QThreadPool5startESt8functionIFvvEEi
#define FUTURE_DEREF _ZNK20QFutureInterfaceBase6derefTEv
#define JOINED_(a, b) a##b
#define JOINED(a, b) JOINED_(a, b)

extern "C" {

bool JOINED(__real_, INVOKE_METHOD)(QObject *, QtPrivate::QSlotObjectBase *, Qt::ConnectionType, void *);
void JOINED(__real_, POOL_START)(QThreadPool *, std::function<void()> *, int);

bool JOINED(__real_, FUTURE_DEREF)(const QFutureInterfaceBase *);

// True while others hold it. They share what stands behind the pointer to the virtual functions.
bool JOINED(__wrap_, FUTURE_DEREF)(const QFutureInterfaceBase *future)
{
    void *const shared = reinterpret_cast<void *const *>(future)[1];
    __tsan_release(shared);
    const bool held = JOINED(__real_, FUTURE_DEREF)(future);
    if (!held)
        __tsan_acquire(shared);
    return held;
}

bool JOINED(__wrap_, INVOKE_METHOD)(QObject *receiver, QtPrivate::QSlotObjectBase *call, Qt::ConnectionType type,
                                    void *result)
{
    char done = 0;
    void *const waitsFor = type == Qt::BlockingQueuedConnection ? &done : nullptr;
    const bool posted = JOINED(__real_, INVOKE_METHOD)(receiver, new PostedCall(call, waitsFor), type, result);
    if (waitsFor)
        __tsan_acquire(waitsFor);
    return posted;
}

// A std::function is passed by value, which is by the address of a copy that the caller makes and destroys.
void JOINED(__wrap_, POOL_START)(QThreadPool *pool, std::function<void()> *work, int priority)
{
    auto *const held = new std::function<void()>(std::move(*work));
    __tsan_release(held);
    std::function<void()> ordered = [held] { // a bare pointer, which fits into the function itself
        __tsan_acquire(held);
        (*held)();
        delete held;
    };
    JOINED(__real_, POOL_START)(pool, &ordered, priority);
}

} // extern "C"
