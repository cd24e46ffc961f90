// From the start of a program to the first frame that it painted, as the X server has it: the picture of its window is
// fetched again and again until it holds more than a plain ground. Prints milliseconds to the mapped window and to the
// painted one.
//
//   firstpaint PROGRAM [ARGUMENTS...]
//
// For a display of its own (Xvfb) without a window manager: the first large window on it is taken for the program's.
#include <X11/Xlib.h>
#include <X11/Xutil.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <set>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using Clock = std::chrono::steady_clock;

constexpr int leastSide = 200;          // of a window that counts
constexpr std::size_t leastColours = 8; // letters and icons on their ground have many more
constexpr int step = 4;                 // pixels between the looks
constexpr auto patience = std::chrono::seconds(30);

/// Windows come and go between two questions; that is no error here.
int ignoreErrors(Display *, XErrorEvent *)
{
    return 0;
}

Window findWindow(Display *display)
{
    Window root = 0, parent = 0, *children = nullptr, found = 0;
    unsigned count = 0;
    if (!XQueryTree(display, DefaultRootWindow(display), &root, &parent, &children, &count))
        return 0;
    for (unsigned i = 0; i < count; ++i) {
        XWindowAttributes facts{};
        if (XGetWindowAttributes(display, children[i], &facts) && facts.map_state == IsViewable &&
            facts.width >= leastSide && facts.height >= leastSide)
            found = children[i];
    }
    if (children)
        XFree(children);
    return found;
}

bool isPainted(Display *display, Window window)
{
    XWindowAttributes facts{};
    if (!XGetWindowAttributes(display, window, &facts))
        return false;
    XImage *image = XGetImage(display, window, 0, 0, unsigned(facts.width), unsigned(facts.height), AllPlanes, ZPixmap);
    if (!image)
        return false;
    std::set<unsigned long> colours;
    for (int y = 0; y < facts.height && colours.size() < leastColours; y += step) {
        for (int x = 0; x < facts.width && colours.size() < leastColours; x += step)
            colours.insert(XGetPixel(image, x, y));
    }
    XDestroyImage(image);
    return colours.size() >= leastColours;
}

double since(Clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

} // namespace

int main(int argc, char **argv)
{
    Display *display = XOpenDisplay(nullptr);
    if (argc < 2 || !display) {
        std::fprintf(stderr, "firstpaint PROGRAM [ARGUMENTS...], on a display\n");
        return 2;
    }
    XSetErrorHandler(ignoreErrors);
    const Clock::time_point start = Clock::now();
    const pid_t child = fork();
    if (child == 0) {
        execvp(argv[1], argv + 1);
        _exit(127);
    }
    double mapped = -1, painted = -1;
    while (painted < 0 && Clock::now() - start < patience && waitpid(child, nullptr, WNOHANG) == 0) {
        const Window window = findWindow(display);
        if (window && mapped < 0)
            mapped = since(start);
        if (window && isPainted(display, window))
            painted = since(start);
        usleep(1000);
    }
    kill(child, SIGTERM);
    waitpid(child, nullptr, 0);
    if (painted < 0)
        return 1;
    std::printf("%.0f %.0f\n", mapped, painted);
    return 0;
}
