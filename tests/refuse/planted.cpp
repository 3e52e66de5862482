// What the check itself must complain about: the first refusal compiles, the second is refused for another line.
int planted() {
#ifdef REFUSE_WHAT_COMPILES
    const int one = 1;
#else
    const int one = 1;
#endif

#ifdef REFUSE_ELSEWHERE
    const int two = 2;
#else
    const int two = 2;
#endif

#ifdef REFUSE_ELSEWHERE
    return one + three;
#endif
    return one + two;
}
