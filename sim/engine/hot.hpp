/// What happens at nearly every event is inlined: a call would cost as much as the work, and compilers judge by size.
#pragma once

#define CAISSON_HOT [[gnu::always_inline]] inline
