#pragma once

namespace ferry {

/// Answers the C library's lookup of names in its place, for the whole test program: linking it in is enough.
/// `unknown.test` has no address; `slow.test` has none either, and the answer takes until release() or 30 s.
/// All other names are looked up as usual. Safe from any thread.
class FakeLookup
{
public:
    /// How many lookups of slow.test wait at this moment.
    static int waiting();
    static void release();
};

} // namespace ferry
